// npm run screens: a screenshot of every screen into screens/, and a check that none of them overflows a small phone.
import './require-node.js'

const { orExplain } = await import('./services/explained.ts')
const { takeScreens } = await import('./pictures/screens.ts')

await orExplain(takeScreens)
