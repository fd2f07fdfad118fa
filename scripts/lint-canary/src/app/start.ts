import { createRoot } from "react-dom/client";

import { Page } from "../ui/write/page.tsx";
import { secret } from "../../../outside.ts";

export const start = (): unknown => [createRoot, Page, secret];
