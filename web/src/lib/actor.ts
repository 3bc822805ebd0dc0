/** Who did something, by the name that the server keeps. */
import { t } from "./texts";

const BY_COMMAND = / \(command line\)$/;

/** The name, and in the reader's language that it was done on the command line. */
export const actorSaid = (name: string): string => name.replace(BY_COMMAND, ` (${t("commandLine")})`);
