export const themes = ['auto', 'light', 'dark'] as const
export type Theme = (typeof themes)[number]

export const chooseTheme = (chosen: string | undefined): Theme => themes.find((theme) => theme === chosen) ?? 'auto'
