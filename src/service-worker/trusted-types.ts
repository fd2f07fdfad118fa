interface TrustedTypePolicies {
  createPolicy(name: string, rules: { readonly createScriptURL: (url: string) => string }): unknown;
}

/**
 * Makes the page's only Trusted Types policy: addresses of scripts and workers must be of this origin, and no string ever
 * becomes markup or code. Without it the served policy lets no worker begin.
 */
export function allowOwnScriptsOnly(): void {
  const { trustedTypes } = globalThis as { readonly trustedTypes?: TrustedTypePolicies };
  trustedTypes?.createPolicy("default", {
    createScriptURL: (url) => {
      if (new URL(url, location.href).origin === location.origin) return url;
      throw new TypeError("Scripts come from this origin only.");
    },
  });
}
