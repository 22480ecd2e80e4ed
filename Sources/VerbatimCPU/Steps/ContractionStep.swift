import CVerbatimKernels
import VerbatimGraph

/// Matrix products: operands are packed where the kernel wants it, then multiplied.
///
/// Operands: left, right, and the bias where there is one.
struct ContractionStep: EpilogueKernel {
    var gemm: vb_gemm

    var columns: Int { Int(gemm.n) }

    func with(bias: Bool, relu: Bool) -> any EpilogueKernel {
        var step = self
        step.gemm.bias = Int32(bias ? VB_BIAS_COLUMN : VB_BIAS_NONE)
        step.gemm.relu = relu ? 1 : 0
        return step
    }

    func emit(_ item: Item, _ emission: inout Emission) throws {
        let result = emission.result(item.results[0])
        let type = emission.type(item.results[0])
        guard type.count > 0 else { return }
        let operands = item.operands.map { emission.operand($0) }
        var plan = vb_gemm_plan()
        withUnsafePointer(to: gemm) { emission.kernels.pointer.pointee.gemm_plan(&plan, $0, Int32(emission.workers)) }
        let shared = Shared(kernels: emission.kernels, plan: plan)
        var packed: [BufferID?] = [nil, nil]
        let packing = [(plan.pack_a_units, plan.packed_a_bytes), (plan.pack_b_units, plan.packed_b_bytes)]
        for (side, (units, bytes)) in packing.enumerated() where units > 0 {
            let buffer = emission.temporary(byteCount: Int(bytes))
            packed[side] = buffer
            emission.append(
                Step(
                    name: "pack \(side == 0 ? "left" : "right") of \(item.name)",
                    access: StepAccess(parts: [
                        PartAccess(reads: [operands[side].access], writes: [Access(buffer, 0..<Int(bytes))])
                    ]),
                    work: .parallel(
                        Pack(shared: shared, isLeft: side == 0, operand: operands[side], packed: buffer),
                        parts: Int(units)),
                    cost: .bytes(2 * Int(bytes))))
        }
        let reads =
            operands.map(\.access) + packed.compactMap { $0 }.map { Access($0, 0..<emission.byteCount($0)) }
        emission.append(
            Step(
                name: "\(item.name) \(gemm.batch)x[\(gemm.m) x \(gemm.k) x \(gemm.n)]",
                access: StepAccess(parts: [PartAccess(reads: reads, writes: [Access(result, 0..<type.byteCount)])]),
                work: .parallel(
                    Multiply(shared: shared, operands: operands, packed: packed, result: result),
                    parts: Int(plan.parts)),
                cost: StepCost(
                    flops: 2 * Int(gemm.batch * gemm.m * gemm.n * gemm.k),
                    bytes: operands.map { $0.count * 4 }.reduce(type.byteCount, +)),
                scratchByteCount: Int(plan.scratch_bytes)))
    }

    /// What the kernels of one product share: the plan at a fixed address.
    private final class Shared: @unchecked Sendable {
        // Sendable: the plan is never changed.
        let kernels: KernelTable
        let plan: UnsafeMutablePointer<vb_gemm_plan>

        init(kernels: KernelTable, plan: vb_gemm_plan) {
            self.kernels = kernels
            self.plan = .allocate(capacity: 1)
            self.plan.initialize(to: plan)
        }

        deinit { plan.deallocate() }
    }

    private struct Pack: ParallelKernel {
        let shared: Shared
        let isLeft: Bool
        let operand: Emission.Operand
        let packed: BufferID

        func execute(_ parts: Range<Int>, _ memory: StepMemory) {
            let kernels = shared.kernels.pointer
            let pack = isLeft ? kernels.pointee.gemm_pack_a : kernels.pointee.gemm_pack_b
            pack!(
                shared.plan, memory.floats(operand), memory.floats(packed),
                Int64(parts.lowerBound), Int64(parts.upperBound))
        }
    }

    private struct Multiply: ParallelKernel {
        let shared: Shared
        let operands: [Emission.Operand]
        let packed: [BufferID?]
        let result: BufferID

        func execute(_ parts: Range<Int>, _ memory: StepMemory) {
            shared.kernels.pointer.pointee.gemm_run(
                shared.plan, memory.floats(operands[0]),
                memory.floats(operands[1]),
                operands.count > 2 ? memory.floats(operands[2]) : nil,
                memory.floats(result), packed[0].map { memory.floats($0) }, packed[1].map { memory.floats($0) },
                memory.scratch, Int64(parts.lowerBound), Int64(parts.upperBound))
        }
    }
}
