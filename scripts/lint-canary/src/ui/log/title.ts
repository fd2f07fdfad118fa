export const title = "src/ui/log is part of src/ui: no violation";
