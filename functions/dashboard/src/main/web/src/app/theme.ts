import { store } from './store';

export type Theme = 'system' | 'dark' | 'light';

const KEPT = 'sauda.theme';

function kept(): Theme {
  const value = localStorage.getItem(KEPT);
  return value === 'dark' || value === 'light' ? value : 'system';
}

export const theme = store<Theme>('system');

export function startTheme(): void {
  setTheme(kept());
}

export function setTheme(next: Theme): void {
  theme.set(next);
  if (next === 'system') {
    localStorage.removeItem(KEPT);
    delete document.documentElement.dataset.theme;
  } else {
    localStorage.setItem(KEPT, next);
    document.documentElement.dataset.theme = next;
  }
}

export function isDark(): boolean {
  const now = theme.get();
  return now === 'system' ? matchMedia('(prefers-color-scheme: dark)').matches : now === 'dark';
}
