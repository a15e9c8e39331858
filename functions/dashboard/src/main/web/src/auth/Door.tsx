import { useStore } from '../app/store';
import { config } from './config';
import { signIn, signInProblem, wasSignedOut } from './session';

/** What is seen before anybody is signed in. */
export function Door() {
  const problem = useStore(signInProblem);
  const { mode, loginHint } = config();
  return (
    <main className="door">
      <div>
        <img src={mode === 'live' ? '/live.svg' : '/paper.svg'} alt="" width="40" height="40" />
        <h1>Sauda</h1>
        <p className="soft">Language models trade NSE equities under hard limits. Watch who is winning and why, and hold the switch that stops it.</p>
        <span className={mode === 'live' ? 'tag loss' : 'tag accent'}>{mode === 'live' ? 'LIVE · REAL MONEY' : 'PAPER · no real money'}</span>
        {problem && (
          <p className="note bad" role="alert">
            {problem}
          </p>
        )}
        {wasSignedOut() && !problem && <p role="status">You are signed out.</p>}
        <button type="button" className="btn primary big" onClick={() => void signIn()}>
          Sign in{loginHint && ` as ${loginHint}`}
        </button>
      </div>
    </main>
  );
}
