import static org.objectweb.asm.Opcodes.*;

import java.util.List;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.Handle;
import org.objectweb.asm.Label;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Type;

/** What a record's equals, hashCode and toString do, written out. */
final class RecordMethods {
    private static final String OBJECTS = "java/util/Objects";
    private static final String BUILDER = "java/lang/StringBuilder";

    private final String record;
    private final List<Handle> fields;

    /** @param fields the components, as the handles that read them */
    RecordMethods(String record, List<Handle> fields) {
        this.record = record;
        this.fields = fields;
    }

    static String name(String method) {
        return "record$" + method;
    }

    void write(ClassVisitor out, String method, String descriptor) {
        int access = ACC_PRIVATE | ACC_STATIC | ACC_SYNTHETIC;
        MethodVisitor code = out.visitMethod(access, name(method), descriptor, null, null);
        code.visitCode();
        switch (method) {
            case "equals" -> equals(code);
            case "hashCode" -> hashCode(code);
            case "toString" -> toString(code);
            default -> throw new IllegalArgumentException(method);
        }
        // As much as one component on each side needs, and a few.
        code.visitMaxs(6, 2);
        code.visitEnd();
    }

    private void equals(MethodVisitor code) {
        Label other = new Label();
        code.visitVarInsn(ALOAD, 0);
        code.visitVarInsn(ALOAD, 1);
        code.visitJumpInsn(IF_ACMPNE, other);
        code.visitInsn(ICONST_1);
        code.visitInsn(IRETURN);
        code.visitLabel(other);
        code.visitFrame(F_SAME, 0, null, 0, null);
        Label different = new Label();
        code.visitVarInsn(ALOAD, 1);
        code.visitTypeInsn(INSTANCEOF, record);
        code.visitJumpInsn(IFEQ, different);
        for (Handle field : fields) {
            load(code, 0, field);
            load(code, 1, field);
            differs(code, Type.getType(field.getDesc()), different);
        }
        code.visitInsn(ICONST_1);
        code.visitInsn(IRETURN);
        code.visitLabel(different);
        code.visitFrame(F_SAME, 0, null, 0, null);
        code.visitInsn(ICONST_0);
        code.visitInsn(IRETURN);
    }

    private static void differs(MethodVisitor code, Type type, Label different) {
        switch (type.getSort()) {
            case Type.LONG -> {
                code.visitInsn(LCMP);
                code.visitJumpInsn(IFNE, different);
            }
            case Type.FLOAT -> {
                code.visitMethodInsn(INVOKESTATIC, "java/lang/Float", "compare", "(FF)I", false);
                code.visitJumpInsn(IFNE, different);
            }
            case Type.DOUBLE -> {
                code.visitMethodInsn(INVOKESTATIC, "java/lang/Double", "compare", "(DD)I", false);
                code.visitJumpInsn(IFNE, different);
            }
            case Type.ARRAY, Type.OBJECT -> {
                code.visitMethodInsn(
                        INVOKESTATIC, OBJECTS, "equals", "(Ljava/lang/Object;Ljava/lang/Object;)Z", false);
                code.visitJumpInsn(IFEQ, different);
            }
            default -> code.visitJumpInsn(IF_ICMPNE, different);
        }
    }

    private void hashCode(MethodVisitor code) {
        code.visitInsn(ICONST_0);
        for (Handle field : fields) {
            code.visitIntInsn(BIPUSH, 31);
            code.visitInsn(IMUL);
            load(code, 0, field);
            Type type = Type.getType(field.getDesc());
            if (type.getSort() >= Type.ARRAY) {
                code.visitMethodInsn(INVOKESTATIC, OBJECTS, "hashCode", "(Ljava/lang/Object;)I", false);
            } else {
                String of = Type.getMethodDescriptor(Type.INT_TYPE, type);
                code.visitMethodInsn(INVOKESTATIC, Adaption.box(type).getInternalName(), "hashCode", of, false);
            }
            code.visitInsn(IADD);
        }
        code.visitInsn(IRETURN);
    }

    private void toString(MethodVisitor code) {
        code.visitTypeInsn(NEW, BUILDER);
        code.visitInsn(DUP);
        code.visitMethodInsn(INVOKESPECIAL, BUILDER, "<init>", "()V", false);
        code.visitLdcInsn(Type.getObjectType(record));
        code.visitMethodInsn(INVOKEVIRTUAL, "java/lang/Class", "getSimpleName", "()Ljava/lang/String;", false);
        append(code, Type.getType(String.class));
        String before = "[";
        for (Handle field : fields) {
            code.visitLdcInsn(before + field.getName() + "=");
            append(code, Type.getType(String.class));
            load(code, 0, field);
            append(code, Type.getType(field.getDesc()));
            before = ", ";
        }
        code.visitLdcInsn(fields.isEmpty() ? "[]" : "]");
        append(code, Type.getType(String.class));
        code.visitMethodInsn(INVOKEVIRTUAL, BUILDER, "toString", "()Ljava/lang/String;", false);
        code.visitInsn(ARETURN);
    }

    private static void append(MethodVisitor code, Type type) {
        Type taken =
                switch (type.getSort()) {
                    case Type.ARRAY -> Type.getType(Object.class);
                    case Type.OBJECT ->
                        type.getClassName().equals("java.lang.String") ? type : Type.getType(Object.class);
                    case Type.BYTE, Type.SHORT -> Type.INT_TYPE;
                    default -> type;
                };
        String descriptor = Type.getMethodDescriptor(Type.getObjectType(BUILDER), taken);
        code.visitMethodInsn(INVOKEVIRTUAL, BUILDER, "append", descriptor, false);
    }

    private void load(MethodVisitor code, int local, Handle field) {
        code.visitVarInsn(ALOAD, local);
        if (local > 0) {
            code.visitTypeInsn(CHECKCAST, record);
        }
        code.visitFieldInsn(GETFIELD, record, field.getName(), field.getDesc());
    }
}
