import { useEffect } from 'react';
import { ask } from '../parts/verbs';
import { store } from './store';

// Shift+K opens the kill switch. It can be switched off, as a key that is a character must be.

const KEPT = 'sauda.shortcut';
export const shortcut = store(typeof localStorage === 'undefined' || localStorage.getItem(KEPT) !== 'off');

export function setShortcut(on: boolean): void {
  shortcut.set(on);
  if (on) localStorage.removeItem(KEPT);
  else localStorage.setItem(KEPT, 'off');
}

export function useShortcut(): void {
  useEffect(() => {
    const pressed = (event: KeyboardEvent) => {
      if (!shortcut.get() || !event.shiftKey || event.code !== 'KeyK' || event.ctrlKey || event.metaKey || event.altKey) return;
      const at = event.target;
      if (at instanceof HTMLElement && (at.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(at.tagName))) return;
      if (document.querySelector('dialog[open]')) return;
      event.preventDefault();
      ask('kill');
    };
    addEventListener('keydown', pressed);
    return () => removeEventListener('keydown', pressed);
  }, []);
}
