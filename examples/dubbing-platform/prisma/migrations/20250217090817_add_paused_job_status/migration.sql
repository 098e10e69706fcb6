-- AlterEnum
ALTER TYPE "JobStatus" ADD VALUE 'PAUSED';
