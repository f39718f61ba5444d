import { Lost } from "@/features/shell/Lost";

export default function NotFound() {
  return <Lost />;
}
