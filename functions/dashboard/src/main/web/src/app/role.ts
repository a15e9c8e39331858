import { useMe } from '../api/queries';
import type { Role } from '../api/types';
import { roleIn, session } from '../auth/session';
import { useStore } from './store';

/** Who is signed in. */
export function useRole(): Role | null {
  const me = useMe();
  const token = useStore(session)?.token;
  return me.data?.role ?? roleIn(token);
}

/** Why this person may not do it, or null when they may. The API decides; this only explains. */
export function useMayNot(needs: 'trader' | 'admin'): string | null {
  const role = useRole();
  if (role === null) return 'Your role is not known yet.';
  if (role === 'admin' || role === needs) return null;
  return `Your role is ${role}; this needs ${needs}.`;
}
