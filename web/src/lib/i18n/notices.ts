/** Words that several screens need: the choice of a role, notices, the deletion page. Few, as each screen's file has them. */

import { part } from "./index";
import { tr } from "./notices/tr";

export const useNoticesT = part("notices", tr);
