export const Panel = ({ issueId }: { issueId: string }) => <p>{issueId}</p>;
