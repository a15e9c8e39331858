import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useId, useMemo, useRef, useState, type FormEvent } from 'react';
import { post, Problem } from '../api/client';
import type { Control, Status } from '../api/types';
import { useMayNot } from '../app/role';
import { store, useStore } from '../app/store';
import { tell } from '../app/toasts';
import { config } from '../auth/config';
import { Wrong } from './parts';

export type Verb = 'pause' | 'resume' | 'flatten' | 'halt' | 'kill';

interface Told {
  button: string;
  title: string;
  effect: string;
  done: string;
}

export const VERBS: Record<Verb, Told> = {
  pause: {
    button: 'Pause',
    title: 'Pause entries',
    effect: 'No new entry passes. Open positions stay, with their stops and targets, and models may leave them.',
    done: 'Entries are paused.',
  },
  resume: {
    button: 'Resume',
    title: 'Resume trading',
    effect: 'Entries pass again, within every limit.',
    done: 'Trading is active again.',
  },
  flatten: {
    button: 'Flatten',
    title: 'Flatten all positions',
    effect: 'Entries stop, waiting entries are cancelled and every open position is left, at limits that follow the price.',
    done: 'Every position is being left.',
  },
  halt: {
    button: 'Halt',
    title: 'Halt trading',
    effect: 'Entries are denied. What is open keeps its protection and is squared off as usual.',
    done: 'Trading is halted.',
  },
  kill: {
    button: 'Kill',
    title: 'Kill switch',
    effect: 'Trading is halted, everything waiting is cancelled and every position is left. A live broker is locked for the rest of the day.',
    done: 'Killed: trading is halted and everything is being left.',
  },
};

const asked = store<Verb | null>(null);

export function ask(verb: Verb): void {
  asked.set(verb);
}

/** Who may say a verb: going on with real money needs more than stopping it. */
export function needs(verb: Verb): 'trader' | 'admin' {
  return verb === 'resume' && config().mode === 'live' ? 'admin' : 'trader';
}

/** A button for a verb; disabled, and with the reason, for a role that may not. */
export function VerbButton({ verb, className = '', children }: { verb: Verb; className?: string; children?: React.ReactNode }) {
  const mayNot = useMayNot(needs(verb));
  const id = useId();
  return (
    <>
      <button type="button" className={`btn ${className}`} disabled={mayNot !== null} aria-describedby={mayNot ? id : undefined} title={mayNot ?? undefined} onClick={() => ask(verb)} data-testid={`verb-${verb}`}>
        {children ?? VERBS[verb].button}
      </button>
      {mayNot && (
        <span id={id} className="hidden">
          {mayNot}
        </span>
      )}
    </>
  );
}

/** The one dialog of all verbs. It stands in the shell, so that it opens from anywhere. */
export function VerbDialog() {
  const verb = useStore(asked);
  return verb && <Open key={verb} verb={verb} />;
}

function Open({ verb }: { verb: Verb }) {
  const dialog = useRef<HTMLDialogElement>(null);
  const client = useQueryClient();
  const mayNot = useMayNot(needs(verb));
  // one key for what is said: sending it again is the same request, another reason another
  const [because, setBecause] = useState('');
  const key = useMemo(() => crypto.randomUUID(), [because]);
  const [typed, setTyped] = useState('');
  const [problem, setProblem] = useState<unknown>(null);
  const [sending, setSending] = useState(false);
  const title = useId();
  const effect = useId();
  const told = VERBS[verb];
  const ready = mayNot === null && because.trim() !== '' && (verb !== 'kill' || typed === 'KILL') && !sending;

  useEffect(() => {
    const open = dialog.current;
    const before = document.activeElement;
    open?.showModal();
    return () => {
      if (before instanceof HTMLElement) before.focus();
    };
  }, []);

  const say = async (event: FormEvent) => {
    event.preventDefault();
    if (!ready) return;
    setSending(true);
    setProblem(null);
    try {
      const path = verb === 'resume' ? '/api/system/start-trading' : '/api/system/stop-trading';
      const control = await post<Control>(path, said(verb, because.trim()), key);
      client.setQueryData<Status>(['status'], (old) => old && { ...old, control });
      void client.invalidateQueries({ queryKey: ['status'] });
      void client.invalidateQueries({ queryKey: ['actions'] });
      tell(told.done);
      asked.set(null);
    } catch (error) {
      setProblem(error);
      setSending(false);
      if (error instanceof Problem && error.code.startsWith('KILL_SENT')) void client.invalidateQueries({ queryKey: ['status'] });
    }
  };

  return (
    <dialog ref={dialog} data-verb={verb} aria-labelledby={title} aria-describedby={effect} onClose={() => asked.set(null)}>
      <form onSubmit={(event) => void say(event)}>
        <h2 id={title}>{told.title}</h2>
        <p id={effect} className="soft">
          {told.effect}
        </p>
        {mayNot && <p className="note bad">{mayNot}</p>}
        <label className="field">
          <span>Reason, kept in the audit trail</span>
          <input className="input" value={because} onChange={(event) => setBecause(event.target.value)} maxLength={500} required autoFocus autoComplete="off" name="because" />
        </label>
        {verb === 'kill' && (
          <label className="field">
            <span>
              Type <b>KILL</b> to confirm
            </span>
            <input className="input" value={typed} onChange={(event) => setTyped(event.target.value)} autoComplete="off" autoCapitalize="characters" spellCheck={false} name="confirm" />
          </label>
        )}
        {problem != null && <Wrong error={problem} />}
        <div className="row">
          <button type="button" className="btn big" onClick={() => dialog.current?.close()}>
            Cancel
          </button>
          <button type="submit" className={`btn big ${verb === 'resume' ? 'primary' : 'stop'}`} disabled={!ready} data-testid="verb-confirm">
            {sending ? 'Sending…' : verb === 'kill' ? 'Kill now' : told.title}
          </button>
        </div>
      </form>
    </dialog>
  );
}

function said(verb: Verb, because: string): Record<string, string> {
  if (verb === 'resume') return { because };
  return verb === 'kill' ? { verb, because, confirm: 'KILL' } : { verb, because };
}
