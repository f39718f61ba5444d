"use client";
import { Profile } from "@/features/profile/Profile";
import { RoleGate } from "@/features/role/RoleGate";

export default function ProfilePage() {
  return (
    <RoleGate>
      <Profile />
    </RoleGate>
  );
}
