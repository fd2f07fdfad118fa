/** What left, or tried to leave, the origin since the page was opened. */
export interface EgressCount {
  /** Requests to other origins that the browser reports as made. */
  readonly requests: number;
  /** Requests that the content security policy stopped. */
  readonly blocked: number;
  /** Host names only, never paths. */
  readonly hosts: readonly string[];
}

/**
 * Counts requests off the origin from two reports of the browser itself: the resource timeline (made) and policy
 * violations (stopped). The policy stops everything, so `requests` stays 0 unless the page is served without it.
 * Returns the way to stop counting. Requests made by workers are on their own timelines: the policy that is served with
 * a worker's script stops them there, and the e2e guard sees them.
 */
export function watchEgress(onChange: (count: EgressCount) => void): () => void {
  let count: EgressCount = { requests: 0, blocked: 0, hosts: [] };

  const add = (url: string, kind: "requests" | "blocked"): void => {
    const host = hostOffOrigin(url);
    if (host === undefined) return;
    const hosts = count.hosts.includes(host) ? count.hosts : [...count.hosts, host];
    count = { ...count, [kind]: count[kind] + 1, hosts };
    onChange(count);
  };

  const observer = new PerformanceObserver((list) => {
    for (const entry of list.getEntries()) add(entry.name, "requests");
  });
  observer.observe({ type: "resource", buffered: true });

  const onViolation = (event: SecurityPolicyViolationEvent): void => add(event.blockedURI, "blocked");
  document.addEventListener("securitypolicyviolation", onViolation);

  return () => {
    observer.disconnect();
    document.removeEventListener("securitypolicyviolation", onViolation);
  };
}

/** The host of a URL on another origin; undefined for our own, and for words such as `inline` in violation reports. */
function hostOffOrigin(url: string): string | undefined {
  if (!/^(?:https?|wss?|ftp):/i.test(url)) return undefined;
  const parsed = new URL(url);
  const isOwn = parsed.host === location.host;
  return isOwn ? undefined : parsed.host;
}
