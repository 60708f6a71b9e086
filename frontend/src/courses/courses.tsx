export default function Courses() {
  return null;
}
