-- DropTable
DROP TABLE "GlossaryTerm";

-- DropTable
DROP TABLE "Glossary";

-- DropTable
DROP TABLE "Job";

-- DropTable
DROP TABLE "Video";

-- DropTable
DROP TABLE "Project";

-- DropTable
DROP TABLE "User";

-- DropEnum
DROP TYPE "JobStatus";

-- DropEnum
DROP TYPE "JobType";

-- DropEnum
DROP TYPE "ProjectStatus";

-- DropEnum
DROP TYPE "Role";
