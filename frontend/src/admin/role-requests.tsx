export default function RoleRequests() {
  return null;
}
