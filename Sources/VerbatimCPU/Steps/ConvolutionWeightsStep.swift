import CVerbatimKernels
import VerbatimGraph

/// The gradient of a convolution with regard to its weights, samples in leaves.
///
/// Operands: input and cotangent.
struct ConvolutionWeightsStep: Emitter {
    var gradient: vb_conv_weights

    func emit(_ item: Item, _ emission: inout Emission) throws {
        let result = emission.result(item.results[0])
        let type = emission.type(item.results[0])
        let operands = item.operands.map { emission.operand($0) }
        var plan = vb_conv_weights_plan()
        withUnsafePointer(to: gradient) {
            emission.kernels.pointer.pointee.conv_weights_plan(&plan, $0, Int32(emission.workers))
        }
        let terms = Int(gradient.conv.batch * gradient.conv.out_h * gradient.conv.out_w)
        emission.append(
            Step(
                name: "\(item.name) \(operands[0].shape), \(operands[1].shape) -> \(type.shape)",
                access: StepAccess(parts: [
                    PartAccess(reads: operands.map(\.access), writes: [Access(result, 0..<type.byteCount)])
                ]),
                work: .parallel(
                    Run(kernels: emission.kernels, plan: plan, operands: operands, result: result),
                    parts: Int(plan.parts)),
                cost: StepCost(
                    flops: 2 * type.count * terms, bytes: operands.map { $0.count * 4 }.reduce(type.byteCount, +)),
                scratchByteCount: Int(plan.scratch_bytes)))
    }

    private final class Run: ParallelKernel, @unchecked Sendable {
        // Sendable: the plan is never changed.
        let kernels: KernelTable
        let plan: UnsafeMutablePointer<vb_conv_weights_plan>
        let operands: [Emission.Operand]
        let result: BufferID

        init(kernels: KernelTable, plan: vb_conv_weights_plan, operands: [Emission.Operand], result: BufferID) {
            self.kernels = kernels
            self.plan = .allocate(capacity: 1)
            self.plan.initialize(to: plan)
            self.operands = operands
            self.result = result
        }

        deinit { plan.deallocate() }

        /// A range reads both operands, and maybe copies them.
        var repeatsWorkPerRange: Bool { true }

        func execute(_ parts: Range<Int>, _ memory: StepMemory) {
            kernels.pointer.pointee.conv_weights_run(
                plan, memory.floats(operands[0]),
                memory.floats(operands[1]), memory.floats(result), memory.scratch,
                Int64(parts.lowerBound), Int64(parts.upperBound))
        }
    }
}
