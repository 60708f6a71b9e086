import { useQuery } from "@tanstack/react-query";
import { api } from "../app/api";

export function useCourse(courseId: number) {
  return useQuery({ queryKey: ["course", courseId], queryFn: ({ signal }) => api.courses.show(courseId, { signal }) });
}
