export default function Learners() {
  return null;
}
