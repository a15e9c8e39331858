import './styles/base.css';
import './styles/parts.css';
import './styles/shell.css';
import './styles/screens.css';
import { QueryClientProvider } from '@tanstack/react-query';
import { StrictMode, useEffect } from 'react';
import { createRoot } from 'react-dom/client';
import { queryClient } from './api/queries';
import { App } from './app/App';
import { Broken } from './app/Broken';
import { useStore } from './app/store';
import { startTheme } from './app/theme';
import { config, loadConfig } from './auth/config';
import { Door } from './auth/Door';
import { session, signIn, signInProblem, takeUp, wasSignedOut } from './auth/session';

const client = queryClient();

function Page() {
  const open = useStore(session) !== null;
  const problem = useStore(signInProblem);
  const straightIn = !open && problem === null && config().loginHint !== null && !wasSignedOut();
  useEffect(() => {
    if (straightIn) void signIn();
  }, [straightIn]);
  useEffect(() => {
    if (!open) client.clear();
  }, [open]);
  if (!open) return straightIn ? null : <Door />;
  return <App />;
}

async function start(): Promise<void> {
  startTheme();
  const root = createRoot(document.getElementById('root')!);
  try {
    await loadConfig();
    await takeUp();
  } catch {
    root.render(
      <main className="door">
        <div role="alert">
          <h1>Sauda does not answer</h1>
          <p>The server that this page comes from gives no configuration. Is it running? Load the page again.</p>
        </div>
      </main>,
    );
    return;
  }
  root.render(
    <StrictMode>
      <Broken>
        <QueryClientProvider client={client}>
          <Page />
        </QueryClientProvider>
      </Broken>
    </StrictMode>,
  );
}

void start();
