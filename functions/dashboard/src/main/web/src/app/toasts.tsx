import { store, useStore } from './store';

const toasts = store<{ id: number; text: string }[]>([]);
let next = 0;

/** Says in a corner, and to a screen reader, what was just done. */
export function tell(text: string): void {
  const id = next++;
  toasts.set([...toasts.get(), { id, text }]);
  setTimeout(() => toasts.set(toasts.get().filter((one) => one.id !== id)), 8_000);
}

export function Toasts() {
  const all = useStore(toasts);
  return (
    <div className="toasts" role="status" aria-live="polite" data-testid="toasts">
      {all.map((one) => (
        <div key={one.id} className="toast">
          {one.text}
        </div>
      ))}
    </div>
  );
}
