type Field = HTMLInputElement | HTMLTextAreaElement | HTMLSelectElement

/**
 * Takes down what was entered while the script was on its way, before Svelte sets every field to what the page came with.
 * What it answers gives it back, and tells those who listen to fields only now.
 */
export function enteredBefore(): () => void {
  const fields = [...document.querySelectorAll<Field>('input, textarea, select')]
  const entered = fields.flatMap((field) => restoring(field) ?? [])
  return () => {
    // First all, then the news: a listener may read the whole form.
    for (const { restore } of entered) restore()
    for (const { field } of entered) {
      for (const name of ['input', 'change']) field.dispatchEvent(new Event(name, { bubbles: true }))
    }
  }
}

/** How to bring back what stands in a field; undefined where nobody entered anything. */
function restoring(field: Field): { field: Field; restore: () => void } | undefined {
  if (field instanceof HTMLSelectElement) {
    const { selectedIndex, options } = field
    const offered = Math.max(
      0,
      Array.from(options).findIndex(({ defaultSelected }) => defaultSelected),
    )
    if (selectedIndex === offered) return undefined
    return { field, restore: () => (field.selectedIndex = selectedIndex) }
  }
  const { type, value, defaultValue } = field
  if (field instanceof HTMLInputElement && (type === 'checkbox' || type === 'radio')) {
    const { checked, defaultChecked } = field
    // A choice that was left tells nothing: the other one does.
    if (checked === defaultChecked || (type === 'radio' && !checked)) return undefined
    return { field, restore: () => (field.checked = checked) }
  }
  return value === defaultValue ? undefined : { field, restore: () => (field.value = value) }
}
