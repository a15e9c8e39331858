const PATHS = {
  arena: 'M3 17l5-6 4 3 8-9M15 5h5v5',
  accounts: 'M4 7h16v12H4zM4 11h16M16 15h1',
  decisions: 'M5 5h14v10H11l-4 4v-4H5z',
  market: 'M7 4v3M7 15v4M5 7h4v8H5zM16 3v5M16 16v5M14 8h4v8h-4z',
  trades: 'M4 8h14l-3-3M20 16H6l3 3',
  control: 'M12 3v8M6.3 7.2a8 8 0 1 0 11.4 0',
  why: 'M9 9a3 3 0 1 1 4 3c-.8.4-1 1-1 2M12 17.5v.1M12 21a9 9 0 1 0 0-18 9 9 0 0 0 0 18z',
  theme: 'M12 3a9 9 0 1 0 0 18zM12 3a9 9 0 0 1 0 18',
} as const;

export function Icon({ of }: { of: keyof typeof PATHS }) {
  return (
    <svg viewBox="0 0 24 24" width="17" height="17" fill="none" stroke="currentColor" strokeWidth="1.8" strokeLinecap="round" strokeLinejoin="round" aria-hidden="true">
      <path d={PATHS[of]} fill={of === 'theme' ? 'none' : undefined} />
    </svg>
  );
}
