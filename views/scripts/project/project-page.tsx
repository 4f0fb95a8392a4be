export const ProjectPage = ({ project }: { project: string }) => <p>{project}</p>;
