import { Component, type ReactNode } from 'react';

/** What is seen when a screen fails: never an empty page. */
export class Broken extends Component<{ children: ReactNode }, { error: Error | null }> {
  override state: { error: Error | null } = { error: null };

  static getDerivedStateFromError(error: Error): { error: Error } {
    return { error };
  }

  override render(): ReactNode {
    const { error } = this.state;
    if (!error) return this.props.children;
    return (
      <main className="door">
        <div role="alert">
          <h1>This page failed</h1>
          <p className="soft">
            <code>{error.message}</code>
          </p>
          <p>Trading goes on by itself, under its limits. To stop it without this page, use the API or the runbook.</p>
          <button type="button" className="btn primary" onClick={() => location.reload()}>
            Load it again
          </button>
        </div>
      </main>
    );
  }
}
