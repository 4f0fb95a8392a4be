import { isolated } from '../isolated';

const issues = (n: number): string => `${n.toLocaleString('en')} linked ${n === 1 ? 'issue' : 'issues'}`;

export const project = {
  title: (name: string): string => `Accord in ${isolated(name)}`,
  intro:
    'A contract keeps issues of this project in step with those of a partner company. A Jira admin writes contracts; you can switch them on and off for this project.',
  empty: (name: string): string => `${isolated(name)} is in no contract`,
  emptyText:
    'No issue of this project leaves your Jira. A Jira admin can make a contract under Jira settings, Apps, Accord.',
  with: (partner: string): string => `With ${isolated(partner)}`,
  linked: issues,
  running: 'Running',
  partnerOff: 'Waits: switched off at the partner',
  off: 'Switched off',
  problems: (n: number): string => (n === 1 ? '1 problem' : `${n} problems`),
  toggle: (name: string): string => `${name} is on`,
  sends: 'What you send',
  sendsNothing: 'Nothing is sent.',
  receives: 'What you receive',
  receivesNothing: 'Nothing is received.',
  enable: 'Switch on',
  enableTitle: (name: string): string => `Switch on “${isolated(name)}”?`,
  enableText: (n: number): string =>
    n === 0
      ? 'From now on issues are exchanged with the partner as the contract says.'
      : `What changed meanwhile in ${issues(n)} is exchanged with the partner now.`,
  enabled: (name: string): string => `“${isolated(name)}” is switched on`,
  disable: 'Switch off',
  disableTitle: (name: string): string => `Switch off “${isolated(name)}”?`,
  disableText: (n: number): string =>
    `Nothing is sent or received until it is switched on again. ${n === 0 ? '' : `${issues(n)} ${n === 1 ? 'stays' : 'stay'} linked. `}Changes on both sides are kept and follow then.`,
  disabled: (name: string): string => `“${isolated(name)}” is switched off`,
};
