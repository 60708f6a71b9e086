/** The icons of the front end: Lucide's outlines, only those in use. */
export {
  ArrowDown, ArrowLeft, ArrowRight, ArrowUp, Award, Banknote, BarChart3, BookOpen, Box, Camera, Check, CheckCircle2, ChevronDown,
  ChevronLeft, ChevronRight, CircleAlert, Clock, Copy, Download, Ellipsis, ExternalLink, Eye, EyeOff, FileText, FileUp,
  Filter, GraduationCap, GripVertical, History, Image, Info, KeyRound, Landmark, LineChart, ListOrdered, Lock, LogOut, Mail,
  Menu, Minus, Monitor, PackageOpen, Pencil, Play, Plus, Printer, QrCode, Receipt, RefreshCw, Save, Search, SearchX, Settings,
  Share2, ShieldCheck, ShoppingBag, ShoppingBasket, Smartphone, Store, Tag, Trash2, TrendingDown, TrendingUp,
  TriangleAlert, Undo2, Upload, User, UserCog, Users, Video, WifiOff, X,
} from "lucide-react";
export type { LucideIcon as Icon } from "lucide-react";
