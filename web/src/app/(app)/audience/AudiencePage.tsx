"use client";
import { Audience } from "@/features/audience/Audience";
import { RoleGate } from "@/features/role/RoleGate";

export default function AudiencePage() {
  return (
    <RoleGate>
      <Audience />
    </RoleGate>
  );
}
