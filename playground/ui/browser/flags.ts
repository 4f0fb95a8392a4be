import { provide } from './connect-host';

interface FlagAsked {
  readonly id: string;
  readonly title: string;
  readonly body?: string;
  readonly type: 'info' | 'success' | 'warning' | 'error';
  readonly close?: 'manual' | 'auto';
  readonly actions: readonly { readonly actionText: string; readonly executeAction: () => void }[];
  readonly onClose: (id: string) => void;
}

const STAY_MS = 8_000;

/** Notices at the bottom left, as Jira shows them; texts only, whatever an app gives. */
export function offerFlags(): void {
  const stack = document.body.appendChild(document.createElement('div'));
  stack.className = 'flags';
  provide('flag', { create: (asked: FlagAsked) => showFlag(stack, asked) });
}

function showFlag(stack: HTMLElement, asked: FlagAsked): { close(): void } {
  const flag = document.createElement('div');
  flag.className = `flag flag-${asked.type}`;
  flag.setAttribute('role', asked.type === 'error' || asked.type === 'warning' ? 'alert' : 'status');
  const close = (): void => {
    if (!flag.isConnected) return;
    flag.remove();
    asked.onClose(asked.id);
  };
  flag.append(textOf('strong', asked.title));
  if (asked.body) flag.append(textOf('p', asked.body));
  flag.append(
    ...asked.actions.map(({ actionText, executeAction }) => buttonOf(actionText, executeAction)),
    buttonOf('Dismiss', close),
  );
  stack.prepend(flag);
  if (asked.close === 'auto') setTimeout(close, STAY_MS);
  return { close };
}

function textOf(tag: string, text: string): HTMLElement {
  const element = document.createElement(tag);
  element.textContent = text;
  return element;
}

function buttonOf(text: string, act: () => void): HTMLElement {
  const button = textOf('button', text);
  button.addEventListener('click', act);
  return button;
}
