/** Headers for files that someone sent. They must not run as a page of the sandbox, whose own page is on the same host. */
export const inert = { 'content-security-policy': "default-src 'none'; sandbox", 'x-content-type-options': 'nosniff' };
