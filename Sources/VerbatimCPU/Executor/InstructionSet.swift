import CVerbatimKernels

/// The instruction sets for which kernels exist; every one gives the same bits.
public enum InstructionSet: String, Sendable, Hashable, CaseIterable {
    /// Portable code that emulates a fused multiply-add exactly.
    case baseline
    /// x86-64 with AVX2 and FMA.
    case avx2
    /// x86-64 with AVX-512 F, BW, DQ and VL.
    case avx512
    /// AArch64 with Advanced SIMD.
    case neon

    /// Whether this build holds its kernels and this machine runs them.
    public var isAvailable: Bool { vb_isa_available(number) != 0 }

    /// Those that this machine runs, in the order of `allCases`.
    public static var available: [InstructionSet] { allCases.filter(\.isAvailable) }

    /// The fastest one that this machine runs.
    public static var best: InstructionSet {
        let number = vb_best_isa()
        return available.first { $0.number == number } ?? .baseline
    }

    private var number: Int32 {
        switch self {
        case .baseline: Int32(VB_ISA_BASELINE)
        case .avx2: Int32(VB_ISA_AVX2)
        case .avx512: Int32(VB_ISA_AVX512)
        case .neon: Int32(VB_ISA_NEON)
        }
    }

    /// The kernels, where the set is available.
    package var kernels: UnsafePointer<vb_kernels>? { vb_kernels_for(number) }
}
