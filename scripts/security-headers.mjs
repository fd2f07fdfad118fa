/**
 * Styles that libraries put into the page as <style> elements; the policy names each by its hash, as nothing inline is
 * allowed otherwise. [sha256 of the text, where it comes from]
 */
const styleHashes = [];

const policy = {
  "default-src": ["'none'"],
  "script-src": ["'self'", "'wasm-unsafe-eval'"],
  "style-src": ["'self'", ...styleHashes.map(([hash]) => `'sha256-${hash}'`)],
  "img-src": ["'self'", "data:"],
  "font-src": ["'self'"],
  "connect-src": ["'self'"],
  "worker-src": ["'self'"],
  "manifest-src": ["'self'"],
  "base-uri": ["'none'"],
  "form-action": ["'none'"],
  "frame-ancestors": ["'none'"],
};

/** The content security policy of scripts, workers and everything else that is no page. */
export const contentSecurityPolicy = write(policy);

/**
 * The policy of pages: no string becomes a script, a worker or markup there, except through the one Trusted Types policy
 * that only lets scripts of this origin pass. Workers have no markup, and onnxruntime starts its own threads in them.
 */
export const pageSecurityPolicy = write({
  ...policy,
  "require-trusted-types-for": ["'script'"],
  "trusted-types": ["default"],
});

/** Headers of every answer. */
export const securityHeaders = {
  "Content-Security-Policy": contentSecurityPolicy,
  // Both make the page cross-origin isolated, which shared memory (threads of the wasm build) needs.
  "Cross-Origin-Opener-Policy": "same-origin",
  "Cross-Origin-Embedder-Policy": "require-corp",
  "Cross-Origin-Resource-Policy": "same-origin",
  "X-Content-Type-Options": "nosniff",
  "Referrer-Policy": "no-referrer",
  "X-DNS-Prefetch-Control": "off",
  "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=(), browsing-topics=()",
};

function write(directives) {
  return Object.entries(directives)
    .map(([name, values]) => [name, ...values].join(" "))
    .join("; ");
}
