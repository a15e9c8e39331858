/** Colours of the page as a canvas needs them: what the style sheet says now, as rgb. */
export function palette<N extends string>(names: readonly N[]): Record<N, string> {
  const probe = document.createElement('span');
  document.body.append(probe);
  const found = Object.fromEntries(
    names.map((name) => {
      probe.style.color = `var(--${name})`;
      return [name, getComputedStyle(probe).color];
    }),
  ) as Record<N, string>;
  probe.remove();
  return found;
}

export function faded(colour: string, alpha: number): string {
  const parts = colour.match(/[\d.]+/g);
  return parts && parts.length >= 3 ? `rgba(${parts[0]}, ${parts[1]}, ${parts[2]}, ${alpha})` : colour;
}
