declare module 'atlassian-connect-js' {
  const connectHost: unknown;
  export default connectHost;
}

declare module 'jquery' {
  const jQuery: (selector: unknown) => unknown;
  export default jQuery;
}
