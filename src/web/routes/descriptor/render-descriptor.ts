import template from '../../../../atlassian-connect.json';

export interface DescriptorValues {
  readonly baseUrl: string;
  readonly appKey: string;
}

export type Descriptor = typeof template;

/** The descriptor with its two placeholders filled. Values are origins and keys: they need no escaping in JSON. */
export const renderDescriptor = ({ baseUrl, appKey }: DescriptorValues): Descriptor =>
  JSON.parse(
    JSON.stringify(template).replaceAll('{{localBaseUrl}}', baseUrl).replaceAll('{{appKey}}', appKey),
  ) as Descriptor;

/** Events that Jira is asked to send. */
export const describedEvents = (): ReadonlySet<string> => new Set(template.modules.webhooks.map(({ event }) => event));
