import static org.objectweb.asm.Opcodes.*;

import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Type;

/** Makes of the value on the stack one of another type, by the rules of a method reference. */
final class Adaption {
    private Adaption() {}

    static void of(MethodVisitor code, Type from, Type to) {
        if (from.equals(to) || to == Type.VOID_TYPE) {
            return;
        }
        boolean fromObject = from.getSort() >= Type.ARRAY;
        boolean toObject = to.getSort() >= Type.ARRAY;
        if (fromObject && toObject) {
            cast(code, to);
        } else if (toObject) {
            Type box = box(from);
            code.visitMethodInsn(
                    INVOKESTATIC, box.getInternalName(), "valueOf", Type.getMethodDescriptor(box, from), false);
        } else if (fromObject) {
            // What is an Integer may be wanted as a long: it is taken out of its box first.
            Type inside = inside(from);
            Type value = inside == Type.VOID_TYPE ? to : inside;
            cast(code, box(value));
            code.visitMethodInsn(
                    INVOKEVIRTUAL,
                    box(value).getInternalName(),
                    value.getClassName() + "Value",
                    Type.getMethodDescriptor(value),
                    false);
            widen(code, value, to);
        } else {
            widen(code, from, to);
        }
    }

    private static void cast(MethodVisitor code, Type to) {
        if (!to.getInternalName().equals("java/lang/Object")) {
            code.visitTypeInsn(CHECKCAST, to.getInternalName());
        }
    }

    private static void widen(MethodVisitor code, Type from, Type to) {
        if (from.equals(to) || (small(from) && (small(to) || to == Type.INT_TYPE))) {
            return;
        }
        if (to == Type.LONG_TYPE && (from == Type.INT_TYPE || small(from))) {
            code.visitInsn(I2L);
        } else if (to == Type.DOUBLE_TYPE && (from == Type.INT_TYPE || small(from))) {
            code.visitInsn(I2D);
        } else if (to == Type.FLOAT_TYPE && (from == Type.INT_TYPE || small(from))) {
            code.visitInsn(I2F);
        } else if (to == Type.DOUBLE_TYPE && from == Type.LONG_TYPE) {
            code.visitInsn(L2D);
        } else if (to == Type.FLOAT_TYPE && from == Type.LONG_TYPE) {
            code.visitInsn(L2F);
        } else if (to == Type.DOUBLE_TYPE && from == Type.FLOAT_TYPE) {
            code.visitInsn(F2D);
        } else {
            throw new IllegalArgumentException("no way from " + from + " to " + to);
        }
    }

    private static boolean small(Type type) {
        return type == Type.BYTE_TYPE || type == Type.SHORT_TYPE || type == Type.CHAR_TYPE;
    }

    static Type box(Type value) {
        switch (value.getSort()) {
            case Type.BOOLEAN:
                return Type.getType(Boolean.class);
            case Type.CHAR:
                return Type.getType(Character.class);
            case Type.BYTE:
                return Type.getType(Byte.class);
            case Type.SHORT:
                return Type.getType(Short.class);
            case Type.INT:
                return Type.getType(Integer.class);
            case Type.LONG:
                return Type.getType(Long.class);
            case Type.FLOAT:
                return Type.getType(Float.class);
            case Type.DOUBLE:
                return Type.getType(Double.class);
            default:
                throw new IllegalArgumentException("no box for " + value);
        }
    }

    /** The value in a box, or void where the type is no box. */
    private static Type inside(Type box) {
        for (Type value : new Type[] {
            Type.BOOLEAN_TYPE, Type.CHAR_TYPE, Type.BYTE_TYPE, Type.SHORT_TYPE,
            Type.INT_TYPE, Type.LONG_TYPE, Type.FLOAT_TYPE, Type.DOUBLE_TYPE
        }) {
            if (box(value).equals(box)) {
                return value;
            }
        }
        return Type.VOID_TYPE;
    }
}
