import CVerbatimKernels
import VerbatimGraph

/// A direct convolution: weights are packed where the kernel wants it, then the windows run.
///
/// Operands: input, kernel, and the bias where there is one.
struct ConvolutionStep: EpilogueKernel {
    var convolution: vb_conv

    var columns: Int { Int(convolution.out_c) }

    func with(bias: Bool, relu: Bool) -> any EpilogueKernel {
        var step = self
        step.convolution.bias = bias ? 1 : 0
        step.convolution.relu = relu ? 1 : 0
        return step
    }

    func emit(_ item: Item, _ emission: inout Emission) throws {
        let result = emission.result(item.results[0])
        let type = emission.type(item.results[0])
        let operands = item.operands.map { emission.operand($0) }
        var plan = vb_conv_plan()
        withUnsafePointer(to: convolution) {
            emission.kernels.pointer.pointee.conv_plan(&plan, $0, Int32(emission.workers))
        }
        let shared = Shared(kernels: emission.kernels, plan: plan)
        var packed: BufferID?
        if plan.pack_units > 0 {
            let buffer = emission.temporary(byteCount: Int(plan.packed_bytes))
            packed = buffer
            emission.append(
                Step(
                    name: "pack kernel of \(item.name)",
                    access: StepAccess(parts: [
                        PartAccess(
                            reads: [operands[1].access], writes: [Access(buffer, 0..<Int(plan.packed_bytes))])
                    ]),
                    work: .parallel(
                        Pack(shared: shared, operand: operands[1], packed: buffer), parts: Int(plan.pack_units)),
                    cost: .bytes(2 * Int(plan.packed_bytes))))
        }
        let reads =
            operands.map(\.access) + (packed.map { [Access($0, 0..<emission.byteCount($0))] } ?? [])
        let c = convolution
        let terms = Int(c.kernel_h * c.kernel_w * (c.in_c / c.groups))
        emission.append(
            Step(
                name: "\(item.name) \(operands[0].shape) * [\(c.kernel_h), \(c.kernel_w)] -> \(type.shape)",
                access: StepAccess(parts: [PartAccess(reads: reads, writes: [Access(result, 0..<type.byteCount)])]),
                work: .parallel(
                    Run(shared: shared, operands: operands, packed: packed, result: result), parts: Int(plan.parts)),
                cost: StepCost(
                    flops: 2 * type.count * terms, bytes: operands.map { $0.count * 4 }.reduce(type.byteCount, +)),
                scratchByteCount: Int(plan.scratch_bytes)))
    }

    /// What the kernels of one convolution share: the plan at a fixed address.
    private final class Shared: @unchecked Sendable {
        // Sendable: the plan is never changed.
        let kernels: KernelTable
        let plan: UnsafeMutablePointer<vb_conv_plan>

        init(kernels: KernelTable, plan: vb_conv_plan) {
            self.kernels = kernels
            self.plan = .allocate(capacity: 1)
            self.plan.initialize(to: plan)
        }

        deinit { plan.deallocate() }
    }

    private struct Pack: ParallelKernel {
        let shared: Shared
        let operand: Emission.Operand
        let packed: BufferID

        func execute(_ parts: Range<Int>, _ memory: StepMemory) {
            shared.kernels.pointer.pointee.conv_pack(
                shared.plan, memory.floats(operand), memory.floats(packed),
                Int64(parts.lowerBound), Int64(parts.upperBound))
        }
    }

    private struct Run: ParallelKernel {
        let shared: Shared
        let operands: [Emission.Operand]
        let packed: BufferID?
        let result: BufferID

        func execute(_ parts: Range<Int>, _ memory: StepMemory) {
            shared.kernels.pointer.pointee.conv_run(
                shared.plan, memory.floats(operands[0]),
                memory.floats(operands[1]),
                operands.count > 2 ? memory.floats(operands[2]) : nil,
                memory.floats(result), packed.map { memory.floats($0) }, memory.scratch, Int64(parts.lowerBound),
                Int64(parts.upperBound))
        }
    }
}
