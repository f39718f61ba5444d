/** Addresses that people wrote. Pure. */

/** Only addresses of the web are followed, whatever was stored; the API takes no others than these. */
export const safeLinks = <Link extends { url: string }>(links: readonly Link[]): Link[] =>
  links.filter(({ url }) => /^https:\/\//i.test(url));
