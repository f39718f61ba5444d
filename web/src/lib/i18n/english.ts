/** Everything English in one file, so that one load makes the whole language ready and no screen flashes Turkish. */
export { en as archives } from "./archives/en";
export { en as audience } from "./audience/en";
export { en as backup } from "./backup/en";
export { en as connect } from "./connect/en";
export { en as main } from "./en";
export { en as files } from "./files/en";
export { en as lists } from "./lists/en";
export { en as match } from "./match/en";
export { en as notes } from "./notes/en";
export { en as notices } from "./notices/en";
export { en as photos } from "./photos/en";
export { en as profile } from "./profile/en";
export { en as reminders } from "./reminders/en";
export { en as sending } from "./sending/en";
