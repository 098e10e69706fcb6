import static org.objectweb.asm.Opcodes.*;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.Handle;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Type;

/**
 * A class without instructions that Java has to link while it starts: its lambdas become classes, and what a record has by
 * itself is written out. Each of them costs 0.1 ms of each start, a class out of the archive a tenth of that.
 */
final class PlainClass extends ClassVisitor {
    /** The first that knows nests, in which a class may call the private methods of another. */
    private static final int NESTS = V11;

    private final Map<String, byte[]> made = new LinkedHashMap<>();
    private final Map<String, String> written = new TreeMap<>();
    private List<Handle> components = List.of();
    private String name = "";
    private String host = "";
    private int version;

    private PlainClass(ClassWriter out) {
        super(ASM9, out);
    }

    /**
     * What becomes of a class.
     *
     * @param bytes the class
     * @param made the classes of its lambdas by their names
     * @param host the class whose nest they belong to
     */
    record Result(byte[] bytes, Map<String, byte[]> made, String host) {}

    static Result of(byte[] original) {
        ClassWriter out = new ClassWriter(0);
        PlainClass plain = new PlainClass(out);
        new ClassReader(original).accept(plain, 0);
        return plain.made.isEmpty() && plain.written.isEmpty()
                ? new Result(original, Map.of(), plain.host)
                : new Result(out.toByteArray(), plain.made, plain.host);
    }

    /** The host of a nest with more members. */
    static byte[] withMembers(byte[] host, Iterable<String> members) {
        ClassWriter out = new ClassWriter(0);
        new ClassReader(host)
                .accept(
                        new ClassVisitor(ASM9, out) {
                            @Override
                            public void visitEnd() {
                                members.forEach(this::visitNestMember);
                                super.visitEnd();
                            }
                        },
                        0);
        return out.toByteArray();
    }

    @Override
    public void visit(int version, int access, String name, String signature, String parent, String[] implemented) {
        this.name = name;
        this.host = name;
        this.version = Math.max(version, NESTS);
        super.visit(this.version, access, name, signature, parent, implemented);
    }

    @Override
    public void visitNestHost(String host) {
        this.host = host;
        super.visitNestHost(host);
    }

    @Override
    public MethodVisitor visitMethod(int access, String method, String descriptor, String signature, String[] thrown) {
        return new MethodVisitor(ASM9, super.visitMethod(access, method, descriptor, signature, thrown)) {
            @Override
            public void visitInvokeDynamicInsn(String called, String type, Handle bootstrap, Object... arguments) {
                if (bootstrap.getOwner().equals("java/lang/invoke/LambdaMetafactory")
                        && bootstrap.getName().equals("metafactory")) {
                    lambda(called, Type.getMethodType(type), arguments).make(this);
                } else if (bootstrap.getOwner().equals("java/lang/runtime/ObjectMethods")) {
                    components = Arrays.stream(arguments, 2, arguments.length).map(Handle.class::cast).toList();
                    written.put(called, type);
                    visitMethodInsn(INVOKESTATIC, name, RecordMethods.name(called), type, false);
                } else {
                    super.visitInvokeDynamicInsn(called, type, bootstrap, arguments);
                }
            }
        };
    }

    private LambdaClass lambda(String called, Type caught, Object[] arguments) {
        String lambda = name + "$$" + made.size();
        LambdaClass result = new LambdaClass(
                lambda, called, caught, (Type) arguments[0], (Handle) arguments[1], (Type) arguments[2]);
        made.put(lambda, result.bytes(version, host));
        return result;
    }

    @Override
    public void visitEnd() {
        RecordMethods methods = new RecordMethods(name, new ArrayList<>(components));
        written.forEach((method, type) -> methods.write(cv, method, type));
        super.visitEnd();
    }
}
