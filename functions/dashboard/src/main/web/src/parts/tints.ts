import type { CSSProperties } from 'react';

// Each account has one colour wherever it shows, in configured order; its buy-and-hold line has
// the same, dashed. The rules are grey.

let order: string[] = [];
let rules = new Set<string>();

export function tintAccounts(accounts: readonly { name: string; advisor: string; baseline?: boolean }[]): void {
  rules = new Set(accounts.filter((one) => one.advisor === 'rules' || one.baseline).map((one) => one.name));
  order = accounts.map((one) => one.name).filter((name) => !rules.has(name));
}

export function colour(account: string): string {
  const name = account.startsWith('hold:') ? account.slice(5) : account;
  if (rules.has(name)) return 'var(--rules)';
  const at = order.indexOf(name);
  return `var(--c${((at < 0 ? 0 : at) % 6) + 1})`;
}

export function tint(account: string): CSSProperties {
  return { '--tint': colour(account) } as CSSProperties;
}
