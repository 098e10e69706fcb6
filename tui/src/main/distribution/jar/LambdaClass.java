import static org.objectweb.asm.Opcodes.*;

import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.Handle;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Type;

/** The class that stands for one lambda: a field for each value it has caught, and one method that calls its body. */
final class LambdaClass {
    private static final String FACTORY = "of";

    private final String name;
    private final String method;
    private final Type caught;
    private final Type declared;
    private final Handle body;
    private final Type actual;

    /**
     * @param name of the class to be made
     * @param method the one that the lambda implements
     * @param caught from the values that are caught to the interface
     * @param declared the method's type as its interface declares it
     * @param body what the lambda does
     * @param actual the method's type where the lambda stands
     */
    LambdaClass(String name, String method, Type caught, Type declared, Handle body, Type actual) {
        this.name = name;
        this.method = method;
        this.caught = caught;
        this.declared = declared;
        this.body = body;
        this.actual = actual;
    }

    /** What stands in the place of the instruction that made the lambda. */
    void make(MethodVisitor code) {
        code.visitMethodInsn(INVOKESTATIC, name, FACTORY, caught.getDescriptor(), false);
    }

    /** @param nestHost the class through which this one may call private methods */
    byte[] bytes(int version, String nestHost) {
        ClassWriter out = new ClassWriter(ClassWriter.COMPUTE_MAXS);
        String[] implemented = {caught.getReturnType().getInternalName()};
        out.visit(version, ACC_FINAL | ACC_SUPER | ACC_SYNTHETIC, name, null, "java/lang/Object", implemented);
        out.visitNestHost(nestHost);
        Type[] values = caught.getArgumentTypes();
        for (int i = 0; i < values.length; i++) {
            out.visitField(ACC_PRIVATE | ACC_FINAL, field(i), values[i].getDescriptor(), null, null).visitEnd();
        }
        constructor(out, values);
        factory(out, values);
        implementation(out, values);
        out.visitEnd();
        return out.toByteArray();
    }

    private static String field(int number) {
        return "c" + number;
    }

    private static String constructor(Type[] values) {
        return Type.getMethodDescriptor(Type.VOID_TYPE, values);
    }

    private void constructor(ClassWriter out, Type[] values) {
        MethodVisitor code = out.visitMethod(ACC_PRIVATE, "<init>", constructor(values), null, null);
        code.visitCode();
        code.visitVarInsn(ALOAD, 0);
        code.visitMethodInsn(INVOKESPECIAL, "java/lang/Object", "<init>", "()V", false);
        int local = 1;
        for (int i = 0; i < values.length; i++) {
            code.visitVarInsn(ALOAD, 0);
            code.visitVarInsn(values[i].getOpcode(ILOAD), local);
            code.visitFieldInsn(PUTFIELD, name, field(i), values[i].getDescriptor());
            local += values[i].getSize();
        }
        end(code, Type.VOID_TYPE);
    }

    private void factory(ClassWriter out, Type[] values) {
        MethodVisitor code = out.visitMethod(ACC_STATIC, FACTORY, caught.getDescriptor(), null, null);
        code.visitCode();
        code.visitTypeInsn(NEW, name);
        code.visitInsn(DUP);
        int local = 0;
        for (Type value : values) {
            code.visitVarInsn(value.getOpcode(ILOAD), local);
            local += value.getSize();
        }
        code.visitMethodInsn(INVOKESPECIAL, name, "<init>", constructor(values), false);
        end(code, caught.getReturnType());
    }

    private void implementation(ClassWriter out, Type[] values) {
        MethodVisitor code = out.visitMethod(ACC_PUBLIC, method, declared.getDescriptor(), null, null);
        code.visitCode();
        Type owner = Type.getObjectType(body.getOwner());
        boolean creates = body.getTag() == H_NEWINVOKESPECIAL;
        if (creates) {
            code.visitTypeInsn(NEW, body.getOwner());
            code.visitInsn(DUP);
        }
        Type[] wanted = wanted(owner);
        for (int i = 0; i < values.length; i++) {
            code.visitVarInsn(ALOAD, 0);
            code.visitFieldInsn(GETFIELD, name, field(i), values[i].getDescriptor());
            Adaption.of(code, values[i], wanted[i]);
        }
        Type[] given = declared.getArgumentTypes();
        int local = 1;
        for (int i = 0; i < given.length; i++) {
            code.visitVarInsn(given[i].getOpcode(ILOAD), local);
            Adaption.of(code, given[i], actual.getArgumentTypes()[i]);
            Adaption.of(code, actual.getArgumentTypes()[i], wanted[values.length + i]);
            local += given[i].getSize();
        }
        code.visitMethodInsn(instruction(), body.getOwner(), body.getName(), body.getDesc(), body.isInterface());
        Type result = creates ? owner : Type.getReturnType(body.getDesc());
        if (declared.getReturnType() == Type.VOID_TYPE) {
            if (result.getSize() > 0) {
                code.visitInsn(result.getSize() == 2 ? POP2 : POP);
            }
        } else {
            Adaption.of(code, result, actual.getReturnType());
            Adaption.of(code, actual.getReturnType(), declared.getReturnType());
        }
        end(code, declared.getReturnType());
    }

    /** What the body takes, the object that it belongs to included. */
    private Type[] wanted(Type owner) {
        Type[] arguments = Type.getArgumentTypes(body.getDesc());
        if (body.getTag() == H_INVOKESTATIC || body.getTag() == H_NEWINVOKESPECIAL) {
            return arguments;
        }
        Type[] all = new Type[arguments.length + 1];
        all[0] = owner;
        System.arraycopy(arguments, 0, all, 1, arguments.length);
        return all;
    }

    private int instruction() {
        switch (body.getTag()) {
            case H_INVOKESTATIC:
                return INVOKESTATIC;
            case H_NEWINVOKESPECIAL:
                return INVOKESPECIAL;
            default:
                // A private method of the class around is called like any other since classes know their nests.
                return body.isInterface() ? INVOKEINTERFACE : INVOKEVIRTUAL;
        }
    }

    private static void end(MethodVisitor code, Type result) {
        code.visitInsn(result.getOpcode(IRETURN));
        code.visitMaxs(0, 0);
        code.visitEnd();
    }
}
