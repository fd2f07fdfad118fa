import { predictText } from "../predict/predict.ts";

export const draftText = (): string => predictText();
