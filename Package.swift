// swift-tools-version: 6.2
import PackageDescription

// One direction of dependency, top to bottom: a target imports only what stands below it.
// docs/Architecture.md says what each room is for.

let swift: [SwiftSetting] = [.swiftLanguageMode(.v6), .treatAllWarnings(as: .error)]
let c: [CSetting] = [.treatAllWarnings(as: .error)]

let package = Package(
    name: "Verbatim",
    platforms: [.macOS(.v15), .iOS(.v18)],
    products: [
        .library(name: "Verbatim", targets: ["Verbatim"]),
        .executable(name: "verbatim", targets: ["VerbatimCommand"]),
        .executable(name: "verbatim-conformance", targets: ["VerbatimConformance"]),
        .executable(name: "verbatim-bench", targets: ["VerbatimBench"]),
        .executable(name: "verbatim-exhaustive", targets: ["VerbatimExhaustive"]),
        .executable(name: "own-loop", targets: ["OwnLoop"]),
    ],
    traits: [
        .trait(name: "SystemCodecs", description: "Reads gzip and PNG, by the system's zlib and libpng.")
    ],
    dependencies: [
        .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
        .package(url: "https://github.com/apple/swift-crypto", from: "4.5.2"),
        .package(url: "https://github.com/swiftlang/swift-subprocess", from: "1.0.2"),
    ],
    targets: [
        // The command line.
        .executableTarget(
            name: "VerbatimCommand",
            dependencies: [
                "Verbatim", "VerbatimExamples",
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
                // Not on iOS, where a program starts no other.
                .product(
                    name: "Subprocess", package: "swift-subprocess", condition: .when(platforms: [.linux, .macOS])),
            ],
            swiftSettings: swift),
        // Replays fixtures that other programs computed.
        .executableTarget(
            name: "VerbatimConformance",
            dependencies: [
                "Verbatim", "VerbatimExamples",
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
            ],
            swiftSettings: swift),
        // Measures steps of the workloads that other libraries are measured on.
        .executableTarget(
            name: "VerbatimBench",
            dependencies: [
                "Verbatim", "VerbatimExamples",
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
                .product(
                    name: "Subprocess", package: "swift-subprocess", condition: .when(platforms: [.linux, .macOS])),
            ],
            swiftSettings: swift),
        // Proves the elementary functions over all 2^32 inputs.
        .executableTarget(
            name: "VerbatimExhaustive",
            dependencies: [
                "Verbatim", "CVerbatimKernels",
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
            ],
            swiftSettings: swift),
        // The programs that `--example NAME` runs, and the data embedded for them.
        .target(
            name: "VerbatimExamples", dependencies: ["Verbatim"], path: "Examples/Programs", swiftSettings: swift),
        // Trains without `fit`.
        .executableTarget(
            name: "OwnLoop", dependencies: ["VerbatimExamples"], path: "Examples/OwnLoop", swiftSettings: swift),

        // The umbrella: `import Verbatim` is all that users write.
        .target(
            name: "Verbatim",
            dependencies: [
                "VerbatimTraining", "VerbatimNN", "VerbatimTensor", "VerbatimCPU", "VerbatimReference", "VerbatimGraph",
                "VerbatimArithmetic",
            ],
            swiftSettings: swift),
        // compile, fit, evaluate, predict; callbacks, data, files, digests of the training state.
        .target(
            name: "VerbatimTraining", dependencies: ["VerbatimNN", "VerbatimTensor", "VerbatimCPU"],
            swiftSettings: swift),
        // Layers, losses, metrics, optimizers, initializers: one type, one file.
        .target(name: "VerbatimNN", dependencies: ["VerbatimTensor"], swiftSettings: swift),
        // Tensor: evaluates at once on values, traces inside `compiled { }`.
        .target(
            name: "VerbatimTensor", dependencies: ["VerbatimGraph", "VerbatimCPU", "VerbatimArithmetic"],
            swiftSettings: swift),
        // The compiler and executor that users run: fusion, memory plan, threads.
        .target(
            name: "VerbatimCPU",
            dependencies: ["VerbatimReference", "VerbatimGraph", "VerbatimArithmetic", "CVerbatimKernels"],
            swiftSettings: swift),
        // What every operation means: plain scalar Swift, slow and obvious.
        .target(
            name: "VerbatimReference", dependencies: ["VerbatimGraph", "VerbatimArithmetic"], swiftSettings: swift),
        // The graph of StableHLO operations: shape rules, autodiff, text form.
        .target(
            name: "VerbatimGraph",
            dependencies: [
                "VerbatimArithmetic", .target(name: "CZlib", condition: .when(traits: ["SystemCodecs"])),
                .target(name: "CPNG", condition: .when(traits: ["SystemCodecs"])),
            ],
            swiftSettings: swift),
        // Libraries of the system, for the trait only.
        .systemLibrary(
            name: "CZlib", pkgConfig: "zlib", providers: [.apt(["zlib1g-dev"]), .brew(["zlib"])]),
        .systemLibrary(
            name: "CPNG", pkgConfig: "libpng", providers: [.apt(["libpng-dev"]), .brew(["libpng"])]),
        // Exact building blocks: sums, correctly rounded functions, counter RNG, digests.
        .target(
            name: "VerbatimArithmetic", dependencies: [.product(name: "Crypto", package: "swift-crypto")],
            swiftSettings: swift),
        // The few inner loops that need a chosen instruction set.
        .target(name: "CVerbatimKernels", cSettings: c),

        // Random shapes, nasty values and bit comparison, shared by the tests.
        .target(
            name: "VerbatimTestSupport", dependencies: ["Verbatim"], path: "Tests/VerbatimTestSupport",
            swiftSettings: swift),
        // Has damaged files read, a million at a time.
        .executableTarget(
            name: "VerbatimMutations",
            dependencies: [
                "VerbatimTestSupport", .product(name: "ArgumentParser", package: "swift-argument-parser"),
            ], path: "Tests/VerbatimMutations", swiftSettings: swift),
        .testTarget(
            name: "VerbatimArithmeticTests", dependencies: ["VerbatimTestSupport", "CVerbatimKernels"],
            exclude: ["Python", "Vectors"], swiftSettings: swift),
        .testTarget(name: "VerbatimGraphTests", dependencies: ["VerbatimTestSupport"], swiftSettings: swift),
        .testTarget(name: "VerbatimReferenceTests", dependencies: ["VerbatimTestSupport"], swiftSettings: swift),
        .testTarget(
            name: "VerbatimCPUTests", dependencies: ["VerbatimTestSupport", "CVerbatimKernels"], exclude: ["Programs"],
            swiftSettings: swift),
        .testTarget(name: "VerbatimTensorTests", dependencies: ["VerbatimTestSupport"], swiftSettings: swift),
        // The cases of Keras that are public, in two files for each family.
        .testTarget(
            name: "VerbatimConformanceTests", dependencies: ["VerbatimConformance"], exclude: ["Fixtures"],
            swiftSettings: swift),
        .testTarget(name: "VerbatimNNTests", dependencies: ["VerbatimTestSupport"], swiftSettings: swift),
        // The Swift halves of docs/FromKeras.md, by the public interface alone.
        .testTarget(name: "FromKerasTests", dependencies: ["Verbatim"], exclude: ["Python"], swiftSettings: swift),
        // Runs `verbatim` as users do, in processes of its own.
        .testTarget(name: "VerbatimCommandTests", dependencies: ["VerbatimTestSupport"], swiftSettings: swift),
        // Counts the calls of malloc in training steps; a program of its own, because it runs under glibc's trace.
        .executableTarget(
            name: "AllocationProbe", dependencies: ["Verbatim", "VerbatimExamples"], path: "Tests/AllocationProbe",
            swiftSettings: swift),
        .testTarget(
            name: "VerbatimTrainingTests", dependencies: ["VerbatimTestSupport", "VerbatimExamples"],
            exclude: ["Python"], swiftSettings: swift),
    ]
)
