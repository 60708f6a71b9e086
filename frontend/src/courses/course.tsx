export default function Course() {
  return null;
}
