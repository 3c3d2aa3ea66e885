/** About so many notifications a device asks at once; it hardly ever shows more. */
export const mostShown = 20
