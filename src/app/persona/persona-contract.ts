import type { PersonaService, PersonaStatus } from "./persona-service.ts";

type Method<K extends keyof PersonaService> = {
  readonly params: Parameters<PersonaService[K]>;
  readonly result: Awaited<ReturnType<PersonaService[K]>>;
  readonly event: never;
};

/** The methods of the persona worker: those of the service, and the two that run its life. */
export type PersonaContract = { readonly [K in keyof PersonaService]: Method<K> } & {
  /** Opens the database and follows it; ends only with the call's abort. Each event is the newest status. */
  readonly follow: {
    readonly params: { readonly storeName: string | null };
    readonly result: null;
    readonly event: PersonaStatus;
  };
};
