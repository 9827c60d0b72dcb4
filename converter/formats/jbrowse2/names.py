"""The names that JBrowse 2 (1.0 to 4.3) knows, and what kind of value each takes, from its registered element types.

`name:kind` with the kinds b boolean, n number, i whole number, h height of a display in a view, w width of a drawer (`slots`),
s text (y of a type), a list of texts, l file location, or the words of an enumeration; f anything, c anything but null, d an object, t one
with a type, r a list, q one of objects, p anything but null, also in a list, z an object that has slots of its own or null,
e an empty list and x an empty object (what stands in others is read by itself), - nothing; `*` stands for any key. A slot of a
configuration may also hold a `jexl:` expression, unless it takes a list, and with `~` one that asks for what is drawn (`slots`); a
property of what lives in a session (`Living`) may not.
"""

from __future__ import annotations

from converter.formats.jbrowse2.slots import Living, Slots

# ---- data: adapters

_ASSEMBLIES = "assemblyNames:a targetAssembly:s queryAssembly:s"
_TABIX = "index/indexType:TBI|CSI index/location:l"
_BED = "columnNames:a scoreColumn:s autoSql:s disableGeneHeuristic:b"
_FASTA = "fastaLocation:l faiLocation:l metadataLocation:l"
_ADAPTERS = {
    "CytobandAdapter": "cytobandLocation:l",
    "BamAdapter": "bamLocation:l index/indexType:BAI|CSI index/location:l fetchSizeLimit:n",
    "CramAdapter": "cramLocation:l craiLocation:l fetchSizeLimit:n",
    "SNPCoverageAdapter": "subadapter:t sequenceAdapter:t",
    "HtsgetBamAdapter": "htsgetBase:s htsgetTrackId:s",
    "BigBedAdapter": "bigBedLocation:l scoreColumn:s aggregateField:s disableGeneHeuristic:b",
    "BedAdapter": f"bedLocation:l colRef:n colStart:n colEnd:n {_BED}",
    "BedpeAdapter": "bedpeLocation:l columnNames:a",
    "BedTabixAdapter": f"bedGzLocation:l {_TABIX} {_BED}",
    "BedGraphAdapter": "bedGraphLocation:l columnNames:a",
    "BedGraphTabixAdapter": f"bedGraphGzLocation:l columnNames:a {_TABIX}",
    "FromConfigAdapter": "features:c",
    "FromConfigRegionsAdapter": "features:c",
    "FromConfigSequenceAdapter": "features:c",
    "RefNameAliasAdapter": "location:l refNameColumn:n refNameColumnHeaderName:s",
    "NcbiSequenceReportAliasAdapter": "location:l useNameOverride:b",
    "GtfAdapter": "gtfLocation:l aggregateField:s",
    "Gff3TabixAdapter": f"gffGzLocation:l dontRedispatch:a {_TABIX}",
    "Gff3Adapter": "gffLocation:l",
    "NCListAdapter": "rootUrlTemplate:l refNames:a",
    "SPARQLAdapter": "endpoint:l queryTemplate:s refNamesQueryTemplate:s refNames:a additionalQueryParams:a",
    "TwoBitAdapter": "twoBitLocation:l chromSizesLocation:l",
    "BgzipFastaAdapter": f"{_FASTA} gziLocation:l",
    "ChromSizesAdapter": "chromSizesLocation:l",
    "IndexedFastaAdapter": _FASTA,
    "UnindexedFastaAdapter": "rewriteRefNames:s~ fastaLocation:l metadataLocation:l",
    "SequenceSearchAdapter": "search:s sequenceAdapter:t searchForward:b searchReverse:b caseInsensitive:b",
    "VcfAdapter": "vcfLocation:l samplesTsvLocation:l",
    "VcfTabixAdapter": f"vcfGzLocation:l samplesTsvLocation:l {_TABIX}",
    "SplitVcfTabixAdapter": "vcfGzLocationMap:c indexLocationMap:c indexType:s samplesTsvLocation:l",
    "PlinkLDAdapter": "ldLocation:l",
    "PlinkLDTabixAdapter": f"ldLocation:l {_TABIX}",
    "MultiWiggleAdapter": "subadapters:q bigWigs:c",
    "BigWigAdapter": "bigWigLocation:l source:s resolutionMultiplier:n",
    "GCContentAdapter": "sequenceAdapter:t windowSize:n windowDelta:n",
    "HicAdapter": "hicLocation:l resolutionMultiplier:n",
    "PAFAdapter": f"pafLocation:l {_ASSEMBLIES}",
    "PairwiseIndexedPAFAdapter": f"pifGzLocation:l {_ASSEMBLIES} {_TABIX}",
    "DeltaAdapter": f"deltaLocation:l {_ASSEMBLIES}",
    "ChainAdapter": f"chainLocation:l {_ASSEMBLIES}",
    "MCScanAnchorsAdapter": "mcscanAnchorsLocation:l bed1Location:l bed2Location:l assemblyNames:a",
    "MCScanSimpleAnchorsAdapter": "mcscanSimpleAnchorsLocation:l bed1Location:l bed2Location:l assemblyNames:a",
    "MashMapAdapter": f"outLocation:l {_ASSEMBLIES}",
    "BlastTabularAdapter": f"blastTableLocation:l columns:s {_ASSEMBLIES}",
}
FROM_CONFIG = ("FromConfigAdapter", "FromConfigRegionsAdapter", "FromConfigSequenceAdapter")
"""Adapters whose features stand in the session."""
_NO_SHORTHAND = (
    *("HtsgetBamAdapter", "NCListAdapter", "SPARQLAdapter", "BlastTabularAdapter", "MultiWiggleAdapter", "SplitVcfTabixAdapter"),
    *("SNPCoverageAdapter", "SequenceSearchAdapter", "GCContentAdapter"),
    *FROM_CONFIG,
)
ADAPTERS = {
    name: Slots(
        "type:s", slots, "" if name in _NO_SHORTHAND else "uri:s baseUri:s", "chromSizes:s" if name == "TwoBitAdapter" else ""
    )
    for name, slots in _ADAPTERS.items()
}

# ---- configurations of tracks and displays

_FORMAT_ABOUT = "formatAbout/config:c formatAbout/hideUris:b"
TRACK = Slots(
    "type:s trackId:s name:s assemblyNames:a description:s category:a metadata:c rpcDriverName:s",
    "textSearching/indexingAttributes:a textSearching/indexingFeatureTypesToExclude:a textSearching/textSearchAdapter:t",
    "formatDetails/feature:c formatDetails/subfeatures:c formatDetails/depth:n formatDetails/maxDepth:n",
    _FORMAT_ABOUT,
)
SEQUENCE_TRACK = Slots("type:s trackId:s name:s sequenceType:s description:s metadata:c", _FORMAT_ABOUT)


def _prefixed(prefix: str, text: str) -> str:
    return " ".join(f"{prefix}/{slot}" for slot in text.split())


_LINEAR = "type:s displayId:s height:n mouseover:s~ jexlFilters:a maxFeatureScreenDensity:n fetchSizeLimit:n"
_SVG = _prefixed(
    "renderer",
    "type:s color1:s~ color2:s~ color3:s~ outline:s~ height:n~ showLabels:b showDescriptions:b labels/name:s~ "
    "labels/nameColor:s~ labels/description:s~ labels/descriptionColor:s~ labels/fontSize:n~ "
    "maxFeatureGlyphExpansion:n maxHeight:n subParts:s "
    "displayMode:normal|compact|reducedRepresentation|collapse impliedUTRs:b transcriptTypes:a "
    "containerTypes:a mouseover:s~ subfeatureLabels:none|below|overlay "
    "geneGlyphMode:all|longest|longestCoding displayDirectionalChevrons:b subfeatureMouseover:s~",
)
_ARC = "renderer/type:s renderer/color:s~ renderer/thickness:n~ renderer/label:s~ renderer/height:n~ renderer/caption:s~ renderer/displayMode:arcs|semicircles"
_PILEUP_RENDERER = _prefixed(
    "renderers/PileupRenderer",
    "type:PileupRenderer color:s~ orientationType:fr|rf|ff displayMode:normal|compact|collapse minSubfeatureWidth:n "
    "hideSmallIndels:b hideMismatches:b hideLargeIndels:b maxHeight:i maxClippingSize:i height:n~ "
    "noSpacing:b largeInsertionIndicatorScale:n mismatchAlpha:b",
)
_PILEUP = f"defaultRendering:pileup colorBy:c filterBy:c renderer/type:s {_PILEUP_RENDERER}"
_SNP_RENDERER = _prefixed(
    "renderers/SNPCoverageRenderer",
    "type:SNPCoverageRenderer clipColor:s color:s indicatorThreshold:n showArcs:b showInterbaseCounts:b showInterbaseIndicators:b",
)
_SNP = f"autoscale:local minScore:n maxScore:n scaleType:linear|log inverted:b multiTicks:b colorBy:c filterBy:c {_SNP_RENDERER}"
_BICOLOR = "color:s~ posColor:s~ negColor:s~ clipColor:s bicolorPivot:numeric|mean|z_score|none bicolorPivotValue:n"
_XY = f"{_BICOLOR} filled:b displayCrossHatches:b summaryScoreMode:max|min|avg|whiskers minSize:n"


def _renderers(**slots: str) -> str:
    return " ".join(f"renderers/{name}/{slot}" for name, text in slots.items() for slot in f"type:{name} {text}".split())


_SCORE = "autoscale:global|local|globalsd|localsd|zscore minimalTicks:b minScore:n maxScore:n numStdDev:n scaleType:linear|log inverted:b"
_WIGGLE = (
    f"{_SCORE} defaultRendering:density|xyplot|line "
    f"{_renderers(DensityRenderer=_BICOLOR, XYPlotRenderer=_XY, LinePlotRenderer=_BICOLOR + ' displayCrossHatches:b')}"
)
_LINES = f"{_BICOLOR} displayCrossHatches:b summaryScoreMode:max|min|avg|whiskers"
_MULTI_WIGGLE = f"{_SCORE} defaultRendering:multirowxy|xyplot|multirowdensity|multiline|multirowline " + _renderers(
    MultiXYPlotRenderer=_XY,
    MultiDensityRenderer=_BICOLOR,
    MultiRowXYPlotRenderer=_XY,
    MultiLineRenderer=_LINES,
    MultiRowLineRenderer=_LINES,
)
_SAMPLES = "showReferenceAlleles:b showSidebarLabels:b showTree:b renderingMode:alleleCount|phased minorAlleleFrequencyFilter:n colorBy:s"
_LD = (
    "minorAlleleFrequencyFilter:n lengthCutoffFilter:n lineZoneHeight:n ldMetric:r2|dprime colorScheme:s showLegend:b "
    "showLDTriangle:b showRecombination:b recombinationZoneHeight:n fitToHeight:b hweFilterThreshold:n callRateFilter:n "
    "showVerticalGuides:b showLabels:b tickHeight:n useGenomicPositions:b signedLD:b renderer/type:s renderer/maxHeight:i"
)


_GC = f"{_WIGGLE} windowSize:n windowDelta:n"
_DISPLAYS = {
    "LinearBasicDisplay": f"{_LINEAR} {_SVG}",
    "LinearVariantDisplay": f"{_LINEAR} {_SVG}",
    "LinearBareDisplay": f"{_LINEAR} {_SVG}",
    "LinearLollipopDisplay": f"{_LINEAR} renderer:d",
    "LinearArcDisplay": f"{_LINEAR} {_ARC}",
    "LinearPairedArcDisplay": f"{_LINEAR} color:s~",
    "LinearPileupDisplay": f"{_LINEAR} {_PILEUP}",
    "LGVSyntenyDisplay": f"{_LINEAR} {_PILEUP}",
    "LinearSNPCoverageDisplay": f"{_LINEAR} {_SNP}",
    "LinearReadArcsDisplay": f"{_LINEAR} lineWidth:n jitter:n colorBy:c filterBy:c renderer/type:s",
    "LinearReadCloudDisplay": f"{_LINEAR} minSubfeatureWidth:n featureHeight:n hideSmallIndels:b hideMismatches:b hideLargeIndels:b colorBy:c filterBy:c renderer/type:s",
    "LinearAlignmentsDisplay": f"{_LINEAR} {_prefixed('pileupDisplay', f'{_LINEAR} {_PILEUP}')} {_prefixed('snpCoverageDisplay', f'{_LINEAR} {_SNP}')}",
    "LinearReferenceSequenceDisplay": "type:s displayId:s renderer/type:s renderer/height:n",
    "LinearWiggleDisplay": f"{_LINEAR} {_WIGGLE}",
    "LinearGCContentDisplay": f"{_LINEAR} {_GC}",
    "LinearGCContentTrackDisplay": f"{_LINEAR} {_GC}",
    "MultiLinearWiggleDisplay": f"{_LINEAR} {_MULTI_WIGGLE}",
    "LinearVariantMatrixDisplay": f"{_LINEAR} {_SAMPLES} renderer/type:s",
    "MultiLinearVariantDisplay": f"{_LINEAR} {_SAMPLES} defaultRendering:multivariant renderers/MultiVariantRenderer/type:MultiVariantRenderer",
    "LDDisplay": f"{_LINEAR} {_LD}",
    "LDTrackDisplay": f"{_LINEAR} {_LD}",
    "LinearHicDisplay": f"{_LINEAR} renderer/type:s renderer/baseColor:s renderer/color:s~ renderer/maxHeight:i",
    "ChordVariantDisplay": "type:s displayId:s onChordClick:b~ renderer:d",
    "DotplotDisplay": "type:s displayId:s renderer:d",
    "LinearComparativeDisplay": "type:s displayId:s",
    "LinearSyntenyDisplay": "type:s displayId:s trackIds:a middle:b",
}
DISPLAYS = {name: Slots(slots) for name, slots in _DISPLAYS.items()}
"""Slots of the configuration of each type of display."""

RENDERERS = frozenset(
    f"{name}Renderer"
    for name in (
        *("SvgFeature", "CanvasFeature", "DivSequence", "Pileup", "SNPCoverage", "Arc", "Lollipop", "Hic", "LD"),
        *("XYPlot", "Density", "LinePlot", "MultiXYPlot", "MultiRowXYPlot", "MultiDensity", "MultiLine", "MultiRowLine"),
        *("StructuralVariantChord", "Dotplot", "MultiVariant", "LinearVariantMatrix"),
    )
)
"""Types of renderers."""

# ---- state of displays in a view

_STATE = "id:s type:s rpcDriverName:s"
_TALL = f"{_STATE} heightPreConfig:h height:h"
_LIMITS = f"{_TALL} userBpPerPxLimit:n userByteSizeLimit:n"
_BLOCKS = f"{_LIMITS} blockState:x showLegend:b showTooltips:b"
_FEATURES = "trackShowLabels:b trackShowDescriptions:b trackDisplayMode:s trackMaxHeight:n jexlFiltersSetting:a"
_READS = "colorBySetting:f filterBySetting:f colorBy:f filterBy:f"
_HIDE = "hideSmallIndelsSetting:b hideMismatchesSetting:b hideLargeIndelsSetting:b"
_LGV_PILEUP = f"{_BLOCKS} {_READS} {_HIDE} featureHeight:n noSpacing:b fadeLikelihood:b trackMaxHeight:n jexlFilters:a"
_PILEUP_STATE = f"{_LGV_PILEUP} showSoftClipping:b mismatchAlpha:b sortedBy:f"
_SCORES = (
    f"{_BLOCKS} selectedRendering:s resolution:n fill:b minSize:n color:s posColor:s negColor:s summaryScoreMode:s "
    "rendererTypeNameState:s scale:s autoscale:s displayCrossHatches:b constraints/min:n constraints/max:n"
)
_SNP_STATE = (
    f"{_SCORES} {_READS} invertedSetting:b showInterbaseCounts:b showInterbaseIndicators:b showArcs:b minArcScore:n jexlFilters:a"
)
_SAMPLES_STATE = (
    f"{_BLOCKS} layout:c minorAlleleFrequencyFilterSetting:n showSidebarLabelsSetting:b showTreeSetting:b renderingModeSetting:s "
    "rowHeightMode:n|auto lengthCutoffFilter:n jexlFilters:a referenceDrawingModeSetting:s clusterTree:s treeAreaWidth:n "
    "lineZoneHeight:n subtreeFilter:a"
)
_LD_STATE = f"{_TALL} jexlFiltersSetting:a " + " ".join(
    f"{name}Setting:{kind if kind in 'nbs' else 's'}"
    for name, _, kind in (slot.partition(":") for slot in _LD.split())
    if "/" not in name
)
_ARCS_STATE = f"{_LIMITS} showLegend:b colorBySetting:f filterBySetting:f lineWidth:n jitter:n drawInter:b drawLongRange:b"
_CLOUD_STATE = (
    f"{_LIMITS} showLegend:b colorBySetting:f filterBySetting:f drawSingletons:b drawProperPairs:b flipStrandLongReadChains:b "
    f"featureHeight:n drawCloud:b noSpacing:b trackMaxHeight:n {_HIDE} showYScalebar:b showOutline:b"
)
_STATES = {
    "LinearBasicDisplay": f"{_BLOCKS} {_FEATURES} trackGeneGlyphMode:s trackSubfeatureLabels:s trackDisplayDirectionalChevrons:b",
    "LinearVariantDisplay": f"{_BLOCKS} {_FEATURES} minorAlleleFrequencyFilterSetting:n",
    "LinearBareDisplay": _BLOCKS,
    "LinearLollipopDisplay": _BLOCKS,
    "LinearArcDisplay": f"{_BLOCKS} displayMode:s",
    "LinearPairedArcDisplay": f"{_LIMITS} displayMode:s",
    "LinearPileupDisplay": _PILEUP_STATE,
    "LGVSyntenyDisplay": _LGV_PILEUP,
    "LinearSNPCoverageDisplay": _SNP_STATE,
    "LinearReadArcsDisplay": _ARCS_STATE,
    "LinearReadCloudDisplay": _CLOUD_STATE,
    "LinearAlignmentsDisplay": f"{_TALL} snpCovHeight:n userFeatureScreenDensity:n lowerPanelType:s "
    f"{_prefixed('PileupDisplay', f'{_PILEUP_STATE} {_ARCS_STATE} {_CLOUD_STATE}')} {_prefixed('SNPCoverageDisplay', _SNP_STATE)}",
    "LinearReferenceSequenceDisplay": f"{_BLOCKS} showForward:b showReverse:b showTranslation:b",
    "LinearWiggleDisplay": f"{_SCORES} invertedSetting:b",
    "LinearGCContentDisplay": f"{_SCORES} invertedSetting:b windowSize:n windowDelta:n",
    "LinearGCContentTrackDisplay": f"{_SCORES} invertedSetting:b windowSize:n windowDelta:n",
    "MultiLinearWiggleDisplay": f"{_SCORES} layout:f showSidebar:b clusterTree:s treeAreaWidth:n showTreeSetting:b subtreeFilter:a",
    "LinearVariantMatrixDisplay": _SAMPLES_STATE,
    "MultiLinearVariantDisplay": _SAMPLES_STATE,
    "LDDisplay": _LD_STATE,
    "LDTrackDisplay": _LD_STATE,
    "LinearHicDisplay": f"{_LIMITS} resolution:n useLogScale:b colorScheme:s activeNormalization:s mode:s showLegend:b",
    "ChordVariantDisplay": f"{_STATE} bezierRadiusRatio:n assemblyName:s",
    "DotplotDisplay": f"{_STATE} colorBy:s",
    "LinearComparativeDisplay": _STATE,
    "LinearSyntenyDisplay": f"{_STATE} colorBy:s alpha:n minAlignmentLength:n",
}
STATES = {name: Living(state, "configuration:s") for name, state in _STATES.items()}
"""Properties of each type of display in a view."""

TYPED = Slots("type:s")
"""Of an object of a plugin, or of no type."""
SHOWN_TRACK = Living("id:s type:s configuration:s displays:- minimized:b pinned:b")
"""Properties of a track in a view."""

TRACK_DISPLAYS = {
    "FeatureTrack": ("LinearBasicDisplay", "LinearArcDisplay"),
    "BasicTrack": ("LinearBareDisplay",),
    "AlignmentsTrack": (
        *("LinearAlignmentsDisplay", "LinearPileupDisplay", "LinearSNPCoverageDisplay"),
        *("LinearReadArcsDisplay", "LinearReadCloudDisplay"),
    ),
    "VariantTrack": (
        *("LinearVariantDisplay", "LinearVariantMatrixDisplay", "MultiLinearVariantDisplay", "LDDisplay"),
        *("ChordVariantDisplay", "LinearPairedArcDisplay"),
    ),
    "LDTrack": ("LDTrackDisplay",),
    "QuantitativeTrack": ("LinearWiggleDisplay",),
    "MultiQuantitativeTrack": ("MultiLinearWiggleDisplay",),
    "GCContentTrack": ("LinearGCContentTrackDisplay",),
    "HicTrack": ("LinearHicDisplay",),
    "SyntenyTrack": ("LGVSyntenyDisplay", "DotplotDisplay", "LinearComparativeDisplay", "LinearSyntenyDisplay"),
    "ReferenceSequenceTrack": ("LinearReferenceSequenceDisplay", "LinearGCContentDisplay"),
}
"""The displays of each type of track, the one that a linear view takes first."""

VIEW_DISPLAYS = {
    "CircularView": "ChordVariantDisplay",
    "DotplotView": "DotplotDisplay",
    "LinearSyntenyView": "LinearSyntenyDisplay",
    "LinearComparativeView": "LinearComparativeDisplay",
}
"""The display that views other than the linear one take."""

# ---- views, session, config

_VIEW = "id:s type:s displayName:s minimized:b"
_COMPARING = f"{_VIEW} trackSelectorType:s showIntraviewLinks:b linkViews:b interactiveOverlay:b showDynamicControls:b levels:e views:e viewTrackConfigs:e"
_AXIS = "id:s displayedRegions:q bpPerPx:n offsetPx:n interRegionPaddingWidth:n minimumBlockWidth:n"
VIEWS = {
    "LinearGenomeView": Living(
        _VIEW,
        "offsetPx:n bpPerPx:n displayedRegions:q tracks:e hideHeader:b hideHeaderOverview:b hideNoTracksActive:b",
        "trackSelectorType:hierarchical showCenterLine:b showCytobandsSetting:b trackLabels:s showGridlines:b highlight:p",
        "highlightsVisible:b labelsVisible:b colorByCDS:b showTrackOutlines:b bookmarkHighlightsVisible:b",
        "init:z init/assembly:s init/loc:s",
    ),
    "CircularView": Living(
        _VIEW,
        "offsetRadians:n bpPerPx:n tracks:e hideVerticalResizeHandle:b hideTrackSelectorButton:b lockedFitToWindow:b",
        "disableImportForm:b height:n displayedRegions:q scrollX:n scrollY:n minimumRadiusPx:n spacingPx:n paddingPx:n",
        "lockedPaddingPx:n minVisibleWidth:n minimumBlockWidth:n trackSelectorType:s init:f",
    ),
    "DotplotView": Living(
        _VIEW,
        "height:n borderSize:n tickSize:n vtextRotation:n htextRotation:n fontSize:n trackSelectorType:s assemblyNames:a",
        "drawCigar:b tracks:e viewTrackConfigs:e init:f",
        _prefixed("hview", _AXIS),
        _prefixed("vview", _AXIS),
    ),
    "LinearComparativeView": Living(_COMPARING),
    "LinearSyntenyView": Living(
        _COMPARING, "drawCIGAR:b drawCIGARMatchesOnly:b drawCurves:b drawLocationMarkers:b tracks:e init:f"
    ),
    "SpreadsheetView": Living(
        _VIEW, "offsetPx:n height:n hideVerticalResizeHandle:b hideFilterControls:b importWizard:d spreadsheet:d init:f"
    ),
    "SvInspectorView": Living(
        _VIEW, "height:n onlyDisplayRelevantRegionsInCircularView:b spreadsheetView:d circularView:d init:f"
    ),
    "BreakpointSplitView": Living(
        _VIEW, "height:n trackSelectorType:s showIntraviewLinks:b linkViews:b interactiveOverlay:b showHeader:b views:e init:f"
    ),
}
_DETAILS = (
    "id:s type:s featureData:f formattedFields:f unformattedFeatureData:f view:s track:s trackId:s trackType:s maxDepth:n "
    "sequenceFeatureDetails:d descriptions:f"
)
WIDGETS = {
    **dict.fromkeys(("BaseFeatureWidget", "AlignmentsFeatureWidget", "VariantFeatureWidget"), Living(_DETAILS)),
    "SyntenyFeatureWidget": Living(_DETAILS, "level:n"),
    "BreakpointAlignmentsWidget": Living("id:s type:s featureData:f"),
    "PluginStoreWidget": Living("id:s type:s filterText:s view:s"),
    "GridBookmarkWidget": Living("id:s type:s bookmarks:e"),
    **dict.fromkeys(("AddTrackWidget", "HierarchicalTrackSelectorWidget"), Living("id:s type:s view:s")),
    **dict.fromkeys(
        (
            *("ConfigurationEditorWidget", "AddConnectionWidget", "AboutWidget", "HelpWidget"),
            *("ImportSessionWidget", "SessionManager"),
        ),
        Living("id:s type:s"),
    ),
}
SESSION = Living(
    "id:s name:s drawerPosition:s drawerWidth:w widgets:d activeWidgets:d minimized:b margin:n views:e stickyViewHeaders:b",
    "useWorkspaces:b sessionTracks:e sessionAssemblies:e temporaryAssemblies:e connectionInstances:f sessionConnections:r",
    "dockviewLayout:f panelViewAssignments:x init:f activePanelId:s focusedViewId:s sessionPlugins:r",
)
_ROOT = (
    "rpc/defaultDriver:s rpc/drivers/*/type:WebWorkerRpcDriver|MainThreadRpcDriver rpc/drivers/*/workerCount:n "
    "highResolutionScaling:n formatDetails/feature:c "
    "formatDetails/subfeatures:c formatDetails/depth:n formatDetails/maxDepth:n formatAbout/config:c formatAbout/hideUris:b "
    "shareURL:s disableAnalytics:b hierarchical/sort/trackNames:b hierarchical/sort/categories:b "
    "hierarchical/defaultCollapsed/categoryNames:a hierarchical/defaultCollapsed/topLevelCategories:b "
    "hierarchical/defaultCollapsed/subCategories:b hierarchical/defaultFolderCategories:a theme:d extraThemes:d logoPath:l "
    "LinearGenomeViewPlugin/trackLabels:overlapping|offset|hidden"
)
"""Slots of the configuration of the whole."""
CONFIG = Slots(
    "plugins:r assemblies:e tracks:e internetAccounts:r aggregateTextSearchAdapters:r connections:r",
    "defaultSession:d preConfiguredSessions:r configuration:d",
    _prefixed("configuration", _ROOT),
)
ASSEMBLY = Slots(
    "name:s aliases:a displayName:s refNameColors:a sequence:d",
    "refNameAliases:c refNameAliases/adapter:d cytobands:c cytobands/adapter:d",
)
BOOKMARK_WIDGET = "GridBookmark"
CARRIED = "carriedData"
"""Key that holds carried data; JBrowse ignores keys that it does not know."""
