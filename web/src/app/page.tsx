import { Splash } from "@/features/shell/Splash";

export default function Page() {
  return <Splash />;
}
