BEGIN TRANSACTION;
CREATE TABLE alembic_version (
	version_num VARCHAR(32) NOT NULL, 
	CONSTRAINT alembic_version_pkc PRIMARY KEY (version_num)
);
INSERT INTO "alembic_version" VALUES('0005');
CREATE TABLE ballot (
	id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, 
	meeting_id INTEGER NOT NULL, 
	number INTEGER NOT NULL, 
	definition TEXT NOT NULL, 
	opened_at VARCHAR(40) NOT NULL, 
	closing TEXT, 
	closed_at VARCHAR(40), 
	voided VARCHAR, 
	CONSTRAINT fk_ballot_meeting_id FOREIGN KEY(meeting_id) REFERENCES meeting (id), 
	CONSTRAINT uq_ballot_meeting_id_number UNIQUE (meeting_id, number)
);
CREATE TABLE ballot_count (
	id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, 
	meeting_id INTEGER NOT NULL, 
	ballot_id INTEGER, 
	number INTEGER NOT NULL, 
	readings JSON NOT NULL, 
	entered JSON NOT NULL, 
	outcomes JSON NOT NULL, 
	mismatches JSON NOT NULL, 
	counted_by VARCHAR NOT NULL, 
	counted_at VARCHAR(40) NOT NULL, 
	CONSTRAINT fk_ballot_count_ballot_id FOREIGN KEY(ballot_id) REFERENCES ballot (id), 
	CONSTRAINT fk_ballot_count_meeting_id FOREIGN KEY(meeting_id) REFERENCES meeting (id), 
	CONSTRAINT uq_ballot_count_meeting_id_number UNIQUE (meeting_id, number)
);
CREATE TABLE ballot_token (
	ballot_id INTEGER NOT NULL, 
	member VARCHAR NOT NULL, 
	mark VARCHAR NOT NULL, 
	CONSTRAINT pk_ballot_token PRIMARY KEY (ballot_id, member), 
	CONSTRAINT fk_ballot_token_ballot_id FOREIGN KEY(ballot_id) REFERENCES ballot (id)
);
CREATE TABLE ballot_vote (
	ballot_id INTEGER NOT NULL, 
	hash VARCHAR NOT NULL, 
	vote TEXT NOT NULL, 
	CONSTRAINT pk_ballot_vote PRIMARY KEY (ballot_id, hash), 
	CONSTRAINT fk_ballot_vote_ballot_id FOREIGN KEY(ballot_id) REFERENCES ballot (id)
)
 WITHOUT ROWID

;
CREATE TABLE calendar_year (
	year INTEGER NOT NULL, 
	source VARCHAR NOT NULL, 
	off JSON NOT NULL, 
	worked JSON NOT NULL, 
	CONSTRAINT pk_calendar_year PRIMARY KEY (year)
);
CREATE TABLE checkpoint (
	size INTEGER NOT NULL, 
	root VARCHAR NOT NULL, 
	note TEXT NOT NULL, 
	signed_at VARCHAR(40) NOT NULL, 
	CONSTRAINT pk_checkpoint PRIMARY KEY (size)
);
CREATE TABLE committee (
	id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, 
	name VARCHAR NOT NULL, 
	year INTEGER NOT NULL, 
	series VARCHAR NOT NULL, 
	level VARCHAR NOT NULL, 
	CONSTRAINT uq_committee_name_year UNIQUE (name, year)
);
INSERT INTO "committee" VALUES(1,'甲评委会',2025,'工程','中级');
CREATE TABLE draw (
	id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, 
	committee_id INTEGER NOT NULL, 
	attempt INTEGER NOT NULL, 
	roster_id INTEGER NOT NULL, 
	facts JSON NOT NULL, 
	method VARCHAR NOT NULL, 
	tickets INTEGER, 
	seed VARCHAR, 
	table_seed VARCHAR, 
	assurance VARCHAR NOT NULL, 
	started_at VARCHAR(40) NOT NULL, 
	finished_at VARCHAR(40) NOT NULL, 
	versions JSON NOT NULL, 
	verdicts JSON NOT NULL, 
	chances JSON NOT NULL, 
	outcome VARCHAR NOT NULL, 
	CONSTRAINT fk_draw_committee_id FOREIGN KEY(committee_id) REFERENCES committee (id), 
	CONSTRAINT fk_draw_roster_id FOREIGN KEY(roster_id) REFERENCES roster (id), 
	CONSTRAINT uq_draw_committee_id_attempt UNIQUE (committee_id, attempt)
);
INSERT INTO "draw" VALUES(1,1,1,2,'{"name": "甲评委会", "year": 2025, "series": "工程", "level": "中级", "seats": 2, "meeting": "2025-08-15", "basis": null, "self_reviewing_unit": null, "affiliates": [], "enterprise_related": null, "private_enterprise_at_least": null, "max_per_employer": null, "previous_panel": null, "keep": [], "reserves": 0, "replacement": "queue", "filed_from": null, "filed_until": null, "pool_cleaned_on": null, "neighbours": {}, "recused": [], "specialties": {}, "settings": {}, "waivers": [], "records": {}, "applying": null, "supervising_units": null}','lottery',NULL,NULL,NULL,'M0','2025-06-01T09:00:00+08:00','2025-06-01T09:00:00+08:00','{}','[]','{}','seated');
CREATE TABLE expert (
	id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, 
	expert_no VARCHAR NOT NULL, 
	name VARCHAR NOT NULL, 
	gender VARCHAR, 
	employer VARCHAR NOT NULL, 
	employer_kind VARCHAR, 
	region VARCHAR, 
	series VARCHAR NOT NULL, 
	specialties JSON NOT NULL, 
	level VARCHAR NOT NULL, 
	integrity VARCHAR NOT NULL, 
	status VARCHAR NOT NULL, 
	birth_month DATE, 
	id_number_sealed VARCHAR, 
	id_number_hash VARCHAR, 
	phone_sealed VARCHAR, 
	email_sealed VARCHAR, 
	years_known BOOLEAN NOT NULL, 
	listed BOOLEAN NOT NULL
);
INSERT INTO "expert" VALUES(1,'E0001','张1','男','云岭第1研究院','事业单位','云岭市','工程','["冶金", "材料"]','正高级','正常','在库','1970-05-01','AdW88ENuodELyrqonBT54Jye-XqOqly1YWyuA2QXYTYfzWHbye9oIQsSbl17kyA=','e02595959f10318269e32556bef9d24114f7136a26c8d6a8f1ee63c3116202d1','AfUG0c_01LrEpEAyM4OJqB23Do1v9OMnh-QzjPdehE5L0oJpoLpAnw==','ASORIJSfsVHaphisrHCzXjotTmVQt8SVsDbjasKgp4g0SVIXxer6Jz3Q5K0pWg==',1,1);
INSERT INTO "expert" VALUES(2,'E0002','张2','男','云岭第2研究院','事业单位','云岭市','工程','["冶金", "材料"]','正高级','正常','在库','1970-05-01','AYeqLq57nYaa96bNnggR9phQTyfC4uu5GOhS8v72UvJvbOcA9IWs_6XsfBPTDQE=','4a3e103be36fddafe2f9b6b61198997859d9e186769ac03dc67bf9604c03b007','AYWUj94sFCPMo2sFfPDU5MFpdARnvGicgSavnWryb-_hKi6zHo6dTg==','ARpzbSUiVdHfd4exIHJ_ci9WDng2VDx0VSgM6u30XWg61JM9vKXlZrTfu9ijAA==',1,1);
INSERT INTO "expert" VALUES(3,'E0003','张3','男','云岭第3研究院','事业单位','云岭市','工程','["冶金", "材料"]','正高级','正常','在库','1970-05-01','Aecf-03xVvFsEEZNArLcyok8JaPKDiDwzVdwKPXK58P1IPhzCq7gZuCxsu2BC6g=','d66a21af43f1f0b0bab87d231ae389853457baca17f5129a2007690faf6a9e79','AR7vFc1L_zTmkuwgZpIg2qvFQT5-I-D1SDlY27WSb3Qn1j3HL409Ew==','AVyX9SroSmPqnmfNMMp1UG7mTcIDDZLGfAWwTtwQu0s75fFImn8Sblwv3U-ZaQ==',1,0);
CREATE TABLE import_batch (
	id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, 
	source VARCHAR NOT NULL, 
	digest VARCHAR NOT NULL, 
	imported_at VARCHAR(40) NOT NULL, 
	imported_by VARCHAR NOT NULL, 
	added INTEGER NOT NULL, 
	changed INTEGER NOT NULL, 
	removed INTEGER NOT NULL, 
	unchanged INTEGER NOT NULL, 
	undone_at VARCHAR(40), 
	undone_by VARCHAR
);
INSERT INTO "import_batch" VALUES(1,'名册.xlsx','00','2025-06-01T09:00:00+08:00','王',3,0,0,0,NULL,NULL);
INSERT INTO "import_batch" VALUES(2,'名册.xlsx','00','2025-06-01T09:00:00+08:00','王',0,1,0,2,NULL,NULL);
INSERT INTO "import_batch" VALUES(3,'b.xlsx','01','2025-06-01T09:00:00+08:00','王',0,1,1,1,NULL,NULL);
CREATE TABLE imported_row (
	batch_id INTEGER NOT NULL, 
	expert_id INTEGER NOT NULL, 
	"before" JSON, 
	"after" JSON NOT NULL, 
	CONSTRAINT pk_imported_row PRIMARY KEY (batch_id, expert_id), 
	CONSTRAINT fk_imported_row_batch_id FOREIGN KEY(batch_id) REFERENCES import_batch (id)
);
INSERT INTO "imported_row" VALUES(1,1,NULL,'{"columns": {"expert_no": "E0001", "name": "张1", "gender": "男", "employer": "云岭第1研究院", "employer_kind": "事业单位", "region": "云岭市", "series": "工程", "level": "正高级", "integrity": "正常", "status": "在库", "id_number_sealed": "AdW88ENuodELyrqonBT54Jye-XqOqly1YWyuA2QXYTYfzWHbye9oIQsSbl17kyA=", "phone_sealed": "ARJZ8xGxadc3s_zdqZoG67ax7x0fjzTc5h24qKO9N98KMnFjpdm0Zw==", "email_sealed": "ASORIJSfsVHaphisrHCzXjotTmVQt8SVsDbjasKgp4g0SVIXxer6Jz3Q5K0pWg==", "id_number_hash": "e02595959f10318269e32556bef9d24114f7136a26c8d6a8f1ee63c3116202d1", "specialties": ["冶金", "材料"], "birth_month": "1970-05-01", "years_known": true, "listed": true}, "years": [2022, 2024], "recuse_units": ["云岭矿业集团"], "kin": [], "tenures": [["2024-01-01", "2026-12-31"]]}');
INSERT INTO "imported_row" VALUES(1,2,NULL,'{"columns": {"expert_no": "E0002", "name": "张2", "gender": "男", "employer": "云岭第2研究院", "employer_kind": "事业单位", "region": "云岭市", "series": "工程", "level": "正高级", "integrity": "正常", "status": "在库", "id_number_sealed": "AYeqLq57nYaa96bNnggR9phQTyfC4uu5GOhS8v72UvJvbOcA9IWs_6XsfBPTDQE=", "phone_sealed": "AYWUj94sFCPMo2sFfPDU5MFpdARnvGicgSavnWryb-_hKi6zHo6dTg==", "email_sealed": "ARpzbSUiVdHfd4exIHJ_ci9WDng2VDx0VSgM6u30XWg61JM9vKXlZrTfu9ijAA==", "id_number_hash": "4a3e103be36fddafe2f9b6b61198997859d9e186769ac03dc67bf9604c03b007", "specialties": ["冶金", "材料"], "birth_month": "1970-05-01", "years_known": true, "listed": true}, "years": [2022, 2024], "recuse_units": ["云岭矿业集团"], "kin": [], "tenures": [["2024-01-01", "2026-12-31"]]}');
INSERT INTO "imported_row" VALUES(1,3,NULL,'{"columns": {"expert_no": "E0003", "name": "张3", "gender": "男", "employer": "云岭第3研究院", "employer_kind": "事业单位", "region": "云岭市", "series": "工程", "level": "正高级", "integrity": "正常", "status": "在库", "id_number_sealed": "Aecf-03xVvFsEEZNArLcyok8JaPKDiDwzVdwKPXK58P1IPhzCq7gZuCxsu2BC6g=", "phone_sealed": "AR7vFc1L_zTmkuwgZpIg2qvFQT5-I-D1SDlY27WSb3Qn1j3HL409Ew==", "email_sealed": "AVyX9SroSmPqnmfNMMp1UG7mTcIDDZLGfAWwTtwQu0s75fFImn8Sblwv3U-ZaQ==", "id_number_hash": "d66a21af43f1f0b0bab87d231ae389853457baca17f5129a2007690faf6a9e79", "specialties": ["冶金", "材料"], "birth_month": "1970-05-01", "years_known": true, "listed": true}, "years": [2022, 2024], "recuse_units": ["云岭矿业集团"], "kin": [], "tenures": [["2024-01-01", "2026-12-31"]]}');
INSERT INTO "imported_row" VALUES(2,1,'{"columns": {"expert_no": "E0001", "name": "张1", "gender": "男", "employer": "云岭第1研究院", "employer_kind": "事业单位", "region": "云岭市", "series": "工程", "specialties": ["冶金", "材料"], "level": "正高级", "integrity": "正常", "status": "在库", "birth_month": "1970-05-01", "id_number_sealed": "AdW88ENuodELyrqonBT54Jye-XqOqly1YWyuA2QXYTYfzWHbye9oIQsSbl17kyA=", "id_number_hash": "e02595959f10318269e32556bef9d24114f7136a26c8d6a8f1ee63c3116202d1", "phone_sealed": "ARJZ8xGxadc3s_zdqZoG67ax7x0fjzTc5h24qKO9N98KMnFjpdm0Zw==", "email_sealed": "ASORIJSfsVHaphisrHCzXjotTmVQt8SVsDbjasKgp4g0SVIXxer6Jz3Q5K0pWg==", "years_known": true, "listed": true}, "years": [2022, 2024], "recuse_units": ["云岭矿业集团"], "kin": [], "tenures": [["2024-01-01", "2026-12-31"]]}','{"columns": {"expert_no": "E0001", "name": "张1", "gender": "男", "employer": "云岭第1研究院", "employer_kind": "事业单位", "region": "云岭市", "series": "工程", "level": "正高级", "integrity": "正常", "status": "在库", "id_number_sealed": "AdW88ENuodELyrqonBT54Jye-XqOqly1YWyuA2QXYTYfzWHbye9oIQsSbl17kyA=", "phone_sealed": null, "email_sealed": "ASORIJSfsVHaphisrHCzXjotTmVQt8SVsDbjasKgp4g0SVIXxer6Jz3Q5K0pWg==", "id_number_hash": "e02595959f10318269e32556bef9d24114f7136a26c8d6a8f1ee63c3116202d1", "specialties": ["冶金", "材料"], "birth_month": "1970-05-01", "years_known": true, "listed": true}, "years": [2022, 2024], "recuse_units": ["云岭矿业集团"], "kin": [], "tenures": [["2024-01-01", "2026-12-31"]]}');
INSERT INTO "imported_row" VALUES(3,1,'{"columns": {"expert_no": "E0001", "name": "张1", "gender": "男", "employer": "云岭第1研究院", "employer_kind": "事业单位", "region": "云岭市", "series": "工程", "specialties": ["冶金", "材料"], "level": "正高级", "integrity": "正常", "status": "在库", "birth_month": "1970-05-01", "id_number_sealed": "AdW88ENuodELyrqonBT54Jye-XqOqly1YWyuA2QXYTYfzWHbye9oIQsSbl17kyA=", "id_number_hash": "e02595959f10318269e32556bef9d24114f7136a26c8d6a8f1ee63c3116202d1", "phone_sealed": null, "email_sealed": "ASORIJSfsVHaphisrHCzXjotTmVQt8SVsDbjasKgp4g0SVIXxer6Jz3Q5K0pWg==", "years_known": true, "listed": true}, "years": [2022, 2024], "recuse_units": ["云岭矿业集团"], "kin": [], "tenures": [["2024-01-01", "2026-12-31"]]}','{"columns": {"expert_no": "E0001", "name": "张1", "gender": "男", "employer": "云岭第1研究院", "employer_kind": "事业单位", "region": "云岭市", "series": "工程", "level": "正高级", "integrity": "正常", "status": "在库", "id_number_sealed": "AdW88ENuodELyrqonBT54Jye-XqOqly1YWyuA2QXYTYfzWHbye9oIQsSbl17kyA=", "phone_sealed": "AfUG0c_01LrEpEAyM4OJqB23Do1v9OMnh-QzjPdehE5L0oJpoLpAnw==", "email_sealed": "ASORIJSfsVHaphisrHCzXjotTmVQt8SVsDbjasKgp4g0SVIXxer6Jz3Q5K0pWg==", "id_number_hash": "e02595959f10318269e32556bef9d24114f7136a26c8d6a8f1ee63c3116202d1", "specialties": ["冶金", "材料"], "birth_month": "1970-05-01", "years_known": true, "listed": true}, "years": [2022, 2024], "recuse_units": ["云岭矿业集团"], "kin": [], "tenures": [["2024-01-01", "2026-12-31"]]}');
INSERT INTO "imported_row" VALUES(3,3,'{"columns": {"expert_no": "E0003", "name": "张3", "gender": "男", "employer": "云岭第3研究院", "employer_kind": "事业单位", "region": "云岭市", "series": "工程", "specialties": ["冶金", "材料"], "level": "正高级", "integrity": "正常", "status": "在库", "birth_month": "1970-05-01", "id_number_sealed": "Aecf-03xVvFsEEZNArLcyok8JaPKDiDwzVdwKPXK58P1IPhzCq7gZuCxsu2BC6g=", "id_number_hash": "d66a21af43f1f0b0bab87d231ae389853457baca17f5129a2007690faf6a9e79", "phone_sealed": "AR7vFc1L_zTmkuwgZpIg2qvFQT5-I-D1SDlY27WSb3Qn1j3HL409Ew==", "email_sealed": "AVyX9SroSmPqnmfNMMp1UG7mTcIDDZLGfAWwTtwQu0s75fFImn8Sblwv3U-ZaQ==", "years_known": true, "listed": true}, "years": [2022, 2024], "recuse_units": ["云岭矿业集团"], "kin": [], "tenures": [["2024-01-01", "2026-12-31"]]}','{"columns": {"expert_no": "E0003", "name": "张3", "gender": "男", "employer": "云岭第3研究院", "employer_kind": "事业单位", "region": "云岭市", "series": "工程", "specialties": ["冶金", "材料"], "level": "正高级", "integrity": "正常", "status": "在库", "birth_month": "1970-05-01", "id_number_sealed": "Aecf-03xVvFsEEZNArLcyok8JaPKDiDwzVdwKPXK58P1IPhzCq7gZuCxsu2BC6g=", "id_number_hash": "d66a21af43f1f0b0bab87d231ae389853457baca17f5129a2007690faf6a9e79", "phone_sealed": "AR7vFc1L_zTmkuwgZpIg2qvFQT5-I-D1SDlY27WSb3Qn1j3HL409Ew==", "email_sealed": "AVyX9SroSmPqnmfNMMp1UG7mTcIDDZLGfAWwTtwQu0s75fFImn8Sblwv3U-ZaQ==", "years_known": true, "listed": false}, "years": [2022, 2024], "recuse_units": ["云岭矿业集团"], "kin": [], "tenures": [["2024-01-01", "2026-12-31"]]}');
CREATE TABLE kinship (
	expert_id INTEGER NOT NULL, 
	kin_no VARCHAR NOT NULL, 
	CONSTRAINT pk_kinship PRIMARY KEY (expert_id, kin_no), 
	CONSTRAINT fk_kinship_expert_id FOREIGN KEY(expert_id) REFERENCES expert (id)
);
CREATE TABLE ledger_entry (
	seq INTEGER NOT NULL, 
	leaf_hash VARCHAR NOT NULL, 
	entry TEXT NOT NULL, 
	CONSTRAINT pk_ledger_entry PRIMARY KEY (seq)
);
INSERT INTO "ledger_entry" VALUES(0,'397973979a1e3e9dad9e4a0ea8e67a7d073287ac6739ff42f748ec6608aba1a9','{"actor":"office","body_hash":"1830e40b285732e43c483af3b447bdf00f14b62a64e03f6044477fdeaf5e9cf9","scope":"pool","seq":0,"t":"2025-06-01T09:00:00+08:00","type":"ledger:opened","v":1}');
INSERT INTO "ledger_entry" VALUES(1,'86283fd24df704b5192410050d63c60c0b91e62b66db85f5f30a7c0c19744201','{"actor":"office","body_hash":"6a3ad7927b50c1a2e7a4798b92ccb791b5c97b6f1a11f960af91632b4478d60a","scope":"pool","seq":1,"t":"2025-06-01T09:00:00+08:00","type":"roster:import:done","v":1}');
INSERT INTO "ledger_entry" VALUES(2,'f0d54bb6c28670eacd0d0b1cc4079e811000f9ea41104812dc1805f665491075','{"actor":"office","body_hash":"4ea57f8a6ce1f52923c2f00e58f7607e22c4fe06a3a56342f4fd922670a90179","scope":"pool","seq":2,"t":"2025-06-01T09:00:00+08:00","type":"misconduct:recorded","v":1}');
INSERT INTO "ledger_entry" VALUES(3,'5de91a335b1d7a4d2a8c8b63aa74450ff672f2b37573422196609a11f886f0c3','{"actor":"office","body_hash":"1219d7f12149ac1dda868f9662201522b90f7718122008376ca9fd67d3bf7d89","scope":"pool","seq":3,"t":"2025-06-01T09:00:00+08:00","type":"unit:affiliated","v":1}');
INSERT INTO "ledger_entry" VALUES(4,'94e785b4f2dcd1482e0549bf576b1b933f4a3c9c9816378fff0f8fc37187238e','{"actor":"office","body_hash":"aeb00bdd321635bd7d1038688125f2be10471248478de370eaf5786c264316f7","scope":"pool","seq":4,"t":"2025-06-01T09:00:00+08:00","type":"roster:import:done","v":1}');
INSERT INTO "ledger_entry" VALUES(5,'1ff06bf360d8318fe1aff28e7f09b155958bcfc5ed2462a19916817bd398af3d','{"actor":"office","body_hash":"c55b9fc6c5c7cf3c78f103c9bb85b7d3c66c22400f07d2c0b1e5a8104b7ba009","scope":"pool","seq":5,"t":"2025-06-01T09:00:00+08:00","type":"packet:finding:decided","v":1}');
INSERT INTO "ledger_entry" VALUES(6,'6acaa72c268e90623c18d2cff4214978ce88e654bb31b08a5625c2d20df37f89','{"actor":"office","body_hash":"5848586a929bd5300cf49f7133ee6684201da658d1d7fd42a35fc173975069e5","scope":"pool","seq":6,"t":"2025-06-01T09:00:00+08:00","type":"packet:batch:released","v":1}');
INSERT INTO "ledger_entry" VALUES(7,'b857dd6c9ddb82a3bb16b484cc41257db301feecdbbc5f6f93f444d225b73e0c','{"actor":"office","body_hash":"b93f160c6a1b01e690f12b613af929995c680268f5f6b8b3f995559816178a99","scope":"pool","seq":7,"t":"2025-06-01T09:00:00+08:00","type":"unit:affiliated","v":1}');
INSERT INTO "ledger_entry" VALUES(8,'47b28e14fd8e13348f80f3fa074da80f50017621423907208ba2cf23bee27a77','{"actor":"office","body_hash":"768edc59cbec9a8bbb5434772476ea81a0b1f9378e2726798cfe5e2c7ba6a617","scope":"pool","seq":8,"t":"2025-06-01T09:00:00+08:00","type":"unit:released","v":1}');
INSERT INTO "ledger_entry" VALUES(9,'71fdef203d1e93d328de3db41073189b1384a910cdb16cc49a64359fc54478b8','{"actor":"office","body_hash":"371caf221878312dc9dde057a371e67f519e4d0bbc3facce02ecd52eafa195fc","scope":"pool","seq":9,"t":"2025-06-01T09:00:00+08:00","type":"roster:frozen","v":1}');
INSERT INTO "ledger_entry" VALUES(10,'b593ffd1bd53a16e44e04c621ce5fb142bb682720ab5d94ddd87b452c9170a20','{"actor":"office","body_hash":"800375f36909eba9276d1765b8f5579127457024cd87a09c2f06c30d6f63c677","scope":"pool","seq":10,"t":"2025-06-01T09:00:00+08:00","type":"waiver:granted","v":1}');
INSERT INTO "ledger_entry" VALUES(11,'b07e8638f2811282693e4a5a8d348268595e5a95ba5c110a48bb02670ff1cc59','{"actor":"office","body_hash":"b8beea0533cc5773f930cb1b98de2e4703d046ca16b3fe13b1af947eca98834d","scope":"pool","seq":11,"t":"2025-06-01T09:00:00+08:00","type":"roster:import:done","v":1}');
INSERT INTO "ledger_entry" VALUES(12,'ae27b635b7a7b7c270e289c195d5b0c1887ef929a2a5dc2384d091adc4c91e72','{"actor":"office","body_hash":"21244224d18191e84f52c3b67fe18fbc7e50c7f7fb15215251094c51f1639318","scope":"甲评委会/2025","seq":12,"t":"2025-06-01T09:00:00+08:00","type":"committee:kept","v":1}');
INSERT INTO "ledger_entry" VALUES(13,'511b2cfe8445f7ec4537b1a245cb798da2c584fa53d2d9db278abc1e54f9d8f0','{"actor":"office","body_hash":"9e9ffa42ca5a622b44c775261e9791c354f1ab76d5f56b24426da14f8b2ee9da","scope":"pool","seq":13,"t":"2025-06-01T09:00:00+08:00","type":"misconduct:lifted","v":1}');
INSERT INTO "ledger_entry" VALUES(14,'f3f02fe44a6ffb5579b501d61256f6d04bc72da1c52b4ccaed5eecfe89b9e4ad','{"actor":"office","body_hash":"102cad72e7e5ddaf80b1ae2f4a8746550477d0fabdd0e468f789d44a5a1e2602","scope":"pool","seq":14,"t":"2025-06-01T09:00:00+08:00","type":"roster:frozen","v":1}');
INSERT INTO "ledger_entry" VALUES(15,'5af89a64872bd2563eff40b139250c895b4895750373d1680a69501137fc9e85','{"actor":"office","body_hash":"1f11a48f82e33bd1074f71d3128c90399718325ca70fa31cf9a394109df6d337","scope":"甲评委会/2025","seq":15,"t":"2025-06-01T09:00:00+08:00","type":"draw:panel:seated","v":1}');
INSERT INTO "ledger_entry" VALUES(16,'2b0c15fe2781ddcabdd72eb97aa27ec32d8811b127155f3f208d6c75c3b1e4fd','{"actor":"office","body_hash":"bd2fae62ecb7af7186bcee090e6d4321e5d34bc81e25e1e60a0ad6b69f5ef8e7","scope":"pool","seq":16,"t":"2025-06-01T09:00:00+08:00","type":"misconduct:recorded","v":1}');
INSERT INTO "ledger_entry" VALUES(17,'bf3a57acf4a1bbdbdaac98e7eef38af821cbf2ee12fad9f486d7ad80c7efef16','{"actor":"office","body_hash":"510a8a464af35632e802be81a68af7bfe544e9734979437be7f48f122f37d3f4","scope":"pool","seq":17,"t":"2025-06-01T09:00:00+08:00","type":"pledge:signed","v":1}');
CREATE TABLE ledger_frontier (
	id INTEGER NOT NULL, 
	frontier TEXT NOT NULL, 
	CONSTRAINT pk_ledger_frontier PRIMARY KEY (id)
);
INSERT INTO "ledger_frontier" VALUES(1,'{"algorithm":"sha256","peaks":["fcfc195ba0f7453aed15aad9e036eee83166afa94d7318818b4bf94cfbebe731","9d9dbc93ded15281b01038c6cc13ce6e12fbb63553c1bb79bda732b3118f804b"],"size":18}');
CREATE TABLE ledger_payload (
	seq INTEGER NOT NULL, 
	salt VARCHAR NOT NULL, 
	content TEXT NOT NULL, 
	CONSTRAINT pk_ledger_payload PRIMARY KEY (seq), 
	CONSTRAINT fk_ledger_payload_seq FOREIGN KEY(seq) REFERENCES ledger_entry (seq)
);
INSERT INTO "ledger_payload" VALUES(0,'f9f8edb4e7cdc2b4682359c05b5e0b600c816120ac0372a44dd17b65a9d4e530','{"records":[]}');
INSERT INTO "ledger_payload" VALUES(1,'f99458002b7632ca4cfd97e586db9d0345d5075b5259f2ed3f0cab7dd4215886','{"by":"王","facts":{"added":3,"batch":1,"changed":0,"digest":"00","removed":0,"source":"名册.xlsx"},"records":[["expert","[1]","f848e385d5e439066bc6df1c515855815e1753e755c02d1d2e5d8fe363d594af",null],["expert","[2]","f147a7e36b1d17e0bc0a065472dffb826fabfea7cbb6bb6d33517cd58c7c3a36",null],["expert","[3]","0232b9bc26b7670818de45b406da6ec3cd3c01c1bda9ad3a2a1fdedb4d81d154",null],["import_batch","[1]","018f1fcc6bbb1b941855ffa9c4b6dbe1f2fbc3afe31f1d791286bb3b95f348e0",null],["pool_lock","[1]","eb578d3163c0f8031460ab4f0cb912cf858b16ab584ccfa5a7ee07f750c311a1",null]]}');
INSERT INTO "ledger_payload" VALUES(2,'8ac70e5d08ecd373322e9d411a32bb644bf1834baee72b68d9111c8f48072518','{"by":"王","facts":{},"records":[["misconduct","[1]","bbf60c7668e73748006aa0998d7f160bd9ff5cd3f05495830ba82383b84bf5f7",null]]}');
INSERT INTO "ledger_payload" VALUES(3,'29f89d83e3265574addffec1c03415e112e8e93aff5d2421285f026feabc10cd','{"by":"王","facts":{"of":"研究院","unit":"检测中心"},"records":[["unit","[\"\\u68c0\\u6d4b\\u4e2d\\u5fc3\"]","b69da68bff5e3eacc96f3f880da71984db6e0ab94cf16ba247c21dc0f10e4c51",null],["unit","[\"\\u7814\\u7a76\\u9662\"]","e9357835574882c6d0f5e6a13db0cb307a37e9938a7792fabbae5eaa32a7b66e",null]]}');
INSERT INTO "ledger_payload" VALUES(4,'bd0f4606a762c6e3c7aa5c9c9a4a65ed7773d4dee58f247329c26ad697c5bfb1','{"by":"王","facts":{"added":0,"batch":2,"changed":1,"digest":"00","removed":0,"source":"名册.xlsx"},"records":[["expert","[1]","0cf02f31cf8085736c6fc11e4a1c63d837afadf014cef5c55a24613f80904e36","f848e385d5e439066bc6df1c515855815e1753e755c02d1d2e5d8fe363d594af"],["import_batch","[2]","e0dfe5520704e8494e3461da1a519eb1679c5a6a9a7bfabb391e21e67c7bb314",null]]}');
INSERT INTO "ledger_payload" VALUES(5,'45ee797bbb2c6447eee3440dbcfdc2c2a2b059ddf11e532d8eafae201aefba61','{"by":"王","facts":[{"decisions":[{"about":"q"}],"key":"A001"}],"records":[]}');
INSERT INTO "ledger_payload" VALUES(6,'d4de94070b38535ace7eeb6fbf5e549ce20979576e38923f929cfc5682527799','{"by":"王","facts":{"0000-0001":"00"},"records":[]}');
INSERT INTO "ledger_payload" VALUES(7,'4215b5805aaa5da1cf32fc0c450855c0e05b6992f0e26da92246f04b4f1e732b','{"by":"王","facts":{"of":"研究院","unit":"杂志社"},"records":[["unit","[\"\\u6742\\u5fd7\\u793e\"]","5d19915dd5bcce1958e6652811cbce1f15fbd196a626a06045638a53d3ebb05d",null]]}');
INSERT INTO "ledger_payload" VALUES(8,'236ecf5094f9fb9ed4985004be81108f38f7d3d11817ae62dd11d4d0e16fc914','{"by":"王","facts":{"unit":"检测中心"},"records":[["unit","[\"\\u68c0\\u6d4b\\u4e2d\\u5fc3\"]","ef501bb16353e2aa64409271dd1b26def661b49c7d62c56700f0bb8eca56aef9","b69da68bff5e3eacc96f3f880da71984db6e0ab94cf16ba247c21dc0f10e4c51"]]}');
INSERT INTO "ledger_payload" VALUES(9,'d3ca0d4aa1f8f7a368935b11b569bcfbfb8a4e41bf7de02657d05497aeb6491f','{"by":"王","facts":{"digest":"2c9f08715131243544d447999cfaeef6389e8bd0350ae40a2fbec410c384817c","experts":3,"source":"a.xlsx"},"records":[["roster","[1]","842c1d4afa710052108cdb60d1337c1bb323a732fe8432844cfd10b9c7ac7c2a",null],["roster_content","[\"2c9f08715131243544d447999cfaeef6389e8bd0350ae40a2fbec410c384817c\"]","93745286820285354e6d7d7e821fbeb2548675e193e730db5704aa666e41fdc5",null]]}');
INSERT INTO "ledger_payload" VALUES(10,'d6bf2c99d98620d9042eaf54ec07354c94653c84bb7b3980b84498430856192a','{"by":"王","facts":{"rule":"rest"},"records":[["waiver","[1]","866506cd28455628b4723eef9bc39299e41919d8299ea3d3474202bf8327c9ce",null]]}');
INSERT INTO "ledger_payload" VALUES(11,'c7f5744d9de27ee97dbf38b700025a93e594ddaea3891eb82d0995d743eee696','{"by":"王","facts":{"added":0,"batch":3,"changed":1,"digest":"01","removed":1,"source":"b.xlsx"},"records":[["expert","[1]","8a6dadbac3848459c7bebdc46bb855b65adb43087a502730e6d3cc78e0ff721f","0cf02f31cf8085736c6fc11e4a1c63d837afadf014cef5c55a24613f80904e36"],["expert","[3]","c53a44e91a2e3f55441465f16e3312e360daaa8fde9f304c8b96980a01b5a8f3","0232b9bc26b7670818de45b406da6ec3cd3c01c1bda9ad3a2a1fdedb4d81d154"],["import_batch","[3]","138a2454cbdb50b21f0fdbe65400fc923022c23c5c6a207fdc1b410673f92769",null]]}');
INSERT INTO "ledger_payload" VALUES(12,'426017512220c29f2989252c664e2501b442f6ba1ae66ddfccbfd03e76ca1349','{"by":"王","facts":{"name":"甲评委会","year":2025},"records":[["committee","[1]","b4c090830428c4fc311fad7af4a7180b2aaa827f774b36005aba2219e22f92d4",null]]}');
INSERT INTO "ledger_payload" VALUES(13,'cdd42f44207db98dabf586a1b9bdb87dfc154d3c4237de936c4b9df1dd4bed52','{"by":"王","facts":{},"records":[["misconduct","[1]","fd6da5893bdfee082894ee14fcaa642c25a3c7957c7de90c83ca7949b9b18b51","bbf60c7668e73748006aa0998d7f160bd9ff5cd3f05495830ba82383b84bf5f7"]]}');
INSERT INTO "ledger_payload" VALUES(14,'e15a0e06be70a1e4a8bb22a3e28195e9cc61969cc308756e5f91e0b21845e74a','{"by":"-","facts":{"digest":"2c9f08715131243544d447999cfaeef6389e8bd0350ae40a2fbec410c384817c","experts":3,"source":"a.xlsx"},"records":[["roster","[2]","34d59ad172fbc9ef43dea4604be14ae89507b281caf78cc703ecea8e9b791110",null]]}');
INSERT INTO "ledger_payload" VALUES(15,'a04f6b3decb71b2bbbb5806b26c0d3815720563f87329d5e075a910e06a32f7b','{"by":"-","facts":{"assurance":"M0","attempt":1,"method":"lottery","roster":"2c9f08715131243544d447999cfaeef6389e8bd0350ae40a2fbec410c384817c"},"records":[["draw","[1]","77f22f07f3bfa05c9715e476bbab5601300f40608dcc1c188b345d9769b0d09f",null],["panel","[1]","b2114068208214be08cac5d3176100518cac16f9d64cc616aeef0ee5be6d6e08",null]]}');
INSERT INTO "ledger_payload" VALUES(16,'f5d98bb171c26e1baafbe313f7e61a2a32ec4d82949f4871a5275c3be01571f3','{"by":"王","facts":{},"records":[["misconduct","[2]","a9db27243d73ef71e82c80f18437b9272b06b3d3d4ad7e9e51a4f167242b3278",null]]}');
INSERT INTO "ledger_payload" VALUES(17,'7ee1c6b7874fc7a401004254ca738d9ab6baefffa79c6b89c760a547d18f7e5e','{"by":"王","facts":{},"records":[["pledge","[1,2025]","5def772b7889752f8bef7225f4367ec84f3d9e975be64dda837f39b656303d91",null]]}');
CREATE TABLE meeting (
	id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, 
	committee_id INTEGER NOT NULL, 
	panel_id INTEGER, 
	number INTEGER NOT NULL, 
	held_on DATE NOT NULL, 
	seats INTEGER NOT NULL, 
	committee_file TEXT NOT NULL, 
	people TEXT NOT NULL, 
	called_at VARCHAR(40) NOT NULL, 
	verdicts JSON, 
	frozen_at VARCHAR(40), 
	CONSTRAINT fk_meeting_committee_id FOREIGN KEY(committee_id) REFERENCES committee (id), 
	CONSTRAINT fk_meeting_panel_id FOREIGN KEY(panel_id) REFERENCES panel (id), 
	CONSTRAINT uq_meeting_committee_id_number UNIQUE (committee_id, number)
);
CREATE TABLE meeting_candidate (
	meeting_id INTEGER NOT NULL, 
	codename VARCHAR NOT NULL, 
	group_name VARCHAR NOT NULL, 
	place INTEGER NOT NULL, 
	CONSTRAINT pk_meeting_candidate PRIMARY KEY (meeting_id, codename), 
	CONSTRAINT fk_meeting_candidate_meeting_id FOREIGN KEY(meeting_id) REFERENCES meeting (id)
);
CREATE TABLE meeting_member (
	meeting_id INTEGER NOT NULL, 
	code VARCHAR NOT NULL, 
	expert_no VARCHAR NOT NULL, 
	kind VARCHAR NOT NULL, 
	present BOOLEAN, 
	pledged_on DATE, 
	replaces VARCHAR, 
	CONSTRAINT pk_meeting_member PRIMARY KEY (meeting_id, code), 
	CONSTRAINT fk_meeting_member_meeting_id FOREIGN KEY(meeting_id) REFERENCES meeting (id), 
	CONSTRAINT uq_meeting_member_meeting_id_expert_no UNIQUE (meeting_id, expert_no)
);
CREATE TABLE meeting_recusal (
	meeting_id INTEGER NOT NULL, 
	code VARCHAR NOT NULL, 
	codename VARCHAR NOT NULL, 
	ground VARCHAR NOT NULL, 
	CONSTRAINT pk_meeting_recusal PRIMARY KEY (meeting_id, code, codename), 
	CONSTRAINT fk_meeting_recusal_meeting_id FOREIGN KEY(meeting_id) REFERENCES meeting (id)
);
CREATE TABLE misconduct (
	id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, 
	expert_id INTEGER NOT NULL, 
	happened_on DATE NOT NULL, 
	what VARCHAR NOT NULL, 
	recorded_by VARCHAR NOT NULL, 
	recorded_at VARCHAR(40) NOT NULL, 
	lifted_because VARCHAR, 
	lifted_by VARCHAR, 
	lifted_at VARCHAR(40), 
	CONSTRAINT fk_misconduct_expert_id FOREIGN KEY(expert_id) REFERENCES expert (id)
);
INSERT INTO "misconduct" VALUES(1,1,'2025-06-01','泄密','王','2025-06-01T09:00:00+08:00','查无实据','王','2025-06-01T09:00:00+08:00');
INSERT INTO "misconduct" VALUES(2,2,'2025-06-01','说情','王','2025-06-01T09:00:00+08:00',NULL,NULL,NULL);
CREATE TABLE panel (
	id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, 
	draw_id INTEGER NOT NULL, 
	CONSTRAINT fk_panel_draw_id FOREIGN KEY(draw_id) REFERENCES draw (id), 
	CONSTRAINT uq_panel_draw_id UNIQUE (draw_id)
);
INSERT INTO "panel" VALUES(1,1);
CREATE TABLE pledge (
	expert_id INTEGER NOT NULL, 
	season INTEGER NOT NULL, 
	signed_on DATE NOT NULL, 
	recorded_by VARCHAR NOT NULL, 
	recorded_at VARCHAR(40) NOT NULL, 
	CONSTRAINT pk_pledge PRIMARY KEY (expert_id, season), 
	CONSTRAINT fk_pledge_expert_id FOREIGN KEY(expert_id) REFERENCES expert (id)
);
INSERT INTO "pledge" VALUES(1,2025,'2025-06-01','王','2025-06-01T09:00:00+08:00');
CREATE TABLE pool_lock (
	id INTEGER NOT NULL, 
	mark VARCHAR NOT NULL, 
	CONSTRAINT pk_pool_lock PRIMARY KEY (id)
);
INSERT INTO "pool_lock" VALUES(1,'6f6465b60bc7ac511400e69b6f3eaf53923fdbf268098b03936b43651a9c8b9e');
CREATE TABLE reader_key (
	group_id VARCHAR NOT NULL, 
	key_id VARCHAR NOT NULL, 
	reader VARCHAR NOT NULL, 
	alg VARCHAR NOT NULL, 
	public VARCHAR NOT NULL, 
	seal VARCHAR, 
	custody VARCHAR NOT NULL, 
	pinned_at VARCHAR(40) NOT NULL, 
	revoked_at VARCHAR(40), 
	CONSTRAINT pk_reader_key PRIMARY KEY (group_id, key_id, reader), 
	CONSTRAINT fk_reader_key_reader FOREIGN KEY(group_id, reader) REFERENCES review_reader (group_id, code)
);
CREATE TABLE recusal (
	expert_id INTEGER NOT NULL, 
	unit VARCHAR NOT NULL, 
	CONSTRAINT pk_recusal PRIMARY KEY (expert_id, unit), 
	CONSTRAINT fk_recusal_expert_id FOREIGN KEY(expert_id) REFERENCES expert (id)
);
INSERT INTO "recusal" VALUES(2,'云岭矿业集团');
INSERT INTO "recusal" VALUES(1,'云岭矿业集团');
INSERT INTO "recusal" VALUES(3,'云岭矿业集团');
CREATE TABLE review_group (
	id VARCHAR NOT NULL, 
	title VARCHAR NOT NULL, 
	rubric TEXT NOT NULL, 
	"plan" TEXT NOT NULL, 
	trustees JSON NOT NULL, 
	seed VARCHAR NOT NULL, 
	assignment VARCHAR NOT NULL, 
	opened_at VARCHAR(40) NOT NULL, 
	CONSTRAINT pk_review_group PRIMARY KEY (id)
);
CREATE TABLE review_packet (
	group_id VARCHAR NOT NULL, 
	codename VARCHAR NOT NULL, 
	digest VARCHAR NOT NULL, 
	CONSTRAINT pk_review_packet PRIMARY KEY (group_id, codename), 
	CONSTRAINT fk_review_packet_group_id FOREIGN KEY(group_id) REFERENCES review_group (id)
);
CREATE TABLE review_reader (
	group_id VARCHAR NOT NULL, 
	code VARCHAR NOT NULL, 
	expert_no VARCHAR NOT NULL, 
	CONSTRAINT pk_review_reader PRIMARY KEY (group_id, code), 
	CONSTRAINT fk_review_reader_group_id FOREIGN KEY(group_id) REFERENCES review_group (id), 
	CONSTRAINT uq_review_reader_group_id_expert_no UNIQUE (group_id, expert_no)
);
CREATE TABLE review_task (
	group_id VARCHAR NOT NULL, 
	codename VARCHAR NOT NULL, 
	reader VARCHAR NOT NULL, 
	round INTEGER NOT NULL, 
	turn INTEGER NOT NULL, 
	withdrawn BOOLEAN NOT NULL, 
	CONSTRAINT pk_review_task PRIMARY KEY (group_id, codename, reader), 
	CONSTRAINT fk_review_task_group_id FOREIGN KEY(group_id) REFERENCES review_group (id)
);
CREATE TABLE roster (
	id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, 
	digest VARCHAR NOT NULL, 
	source VARCHAR NOT NULL, 
	frozen_at VARCHAR(40) NOT NULL, 
	last_batch INTEGER, 
	CONSTRAINT fk_roster_digest FOREIGN KEY(digest) REFERENCES roster_content (digest), 
	CONSTRAINT fk_roster_last_batch FOREIGN KEY(last_batch) REFERENCES import_batch (id)
);
INSERT INTO "roster" VALUES(1,'2c9f08715131243544d447999cfaeef6389e8bd0350ae40a2fbec410c384817c','a.xlsx','2025-06-01T09:00:00+08:00',2);
INSERT INTO "roster" VALUES(2,'2c9f08715131243544d447999cfaeef6389e8bd0350ae40a2fbec410c384817c','a.xlsx','2025-06-01T09:00:00+08:00',3);
CREATE TABLE roster_content (
	digest VARCHAR NOT NULL, 
	content TEXT NOT NULL, 
	CONSTRAINT pk_roster_content PRIMARY KEY (digest)
);
INSERT INTO "roster_content" VALUES('2c9f08715131243544d447999cfaeef6389e8bd0350ae40a2fbec410c384817c','{"experts":[{"birth_month":"1970-05-01","employer":"云岭第1研究院","employer_kind":"事业单位","expert_no":"E0001","gender":"男","integrity":"正常","kin":[],"level":"正高级","name":"张1","pledged_on":null,"recuse_units":["云岭矿业集团"],"region":"云岭市","series":"工程","specialties":["冶金","材料"],"status":"在库","term_end":"2026-12-31","term_start":"2024-01-01","years_served":[2022,2024]},{"birth_month":"1970-05-01","employer":"云岭第2研究院","employer_kind":"事业单位","expert_no":"E0002","gender":"男","integrity":"正常","kin":[],"level":"正高级","name":"张2","pledged_on":null,"recuse_units":["云岭矿业集团"],"region":"云岭市","series":"工程","specialties":["冶金","材料"],"status":"在库","term_end":"2026-12-31","term_start":"2024-01-01","years_served":[2022,2024]},{"birth_month":"1970-05-01","employer":"云岭第3研究院","employer_kind":"事业单位","expert_no":"E0003","gender":"男","integrity":"正常","kin":[],"level":"正高级","name":"张3","pledged_on":null,"recuse_units":["云岭矿业集团"],"region":"云岭市","series":"工程","specialties":["冶金","材料"],"status":"在库","term_end":"2026-12-31","term_start":"2024-01-01","years_served":[2022,2024]}],"format":"expertpool-roster/1"}');
CREATE TABLE score_closing (
	group_id VARCHAR NOT NULL, 
	round INTEGER NOT NULL, 
	content TEXT NOT NULL, 
	CONSTRAINT pk_score_closing PRIMARY KEY (group_id, round), 
	CONSTRAINT fk_score_closing_group_id FOREIGN KEY(group_id) REFERENCES review_group (id)
);
CREATE TABLE sealed_scoresheet (
	hash VARCHAR NOT NULL, 
	group_id VARCHAR NOT NULL, 
	round INTEGER NOT NULL, 
	document TEXT NOT NULL, 
	CONSTRAINT pk_sealed_scoresheet PRIMARY KEY (hash), 
	CONSTRAINT fk_sealed_scoresheet_group_id FOREIGN KEY(group_id) REFERENCES review_group (id)
);
CREATE TABLE seat (
	panel_id INTEGER NOT NULL, 
	kind VARCHAR NOT NULL, 
	place INTEGER NOT NULL, 
	expert_no VARCHAR NOT NULL, 
	CONSTRAINT pk_seat PRIMARY KEY (panel_id, kind, place), 
	CONSTRAINT fk_seat_panel_id FOREIGN KEY(panel_id) REFERENCES panel (id), 
	CONSTRAINT uq_seat_panel_id_expert_no UNIQUE (panel_id, expert_no)
);
INSERT INTO "seat" VALUES(1,'member',1,'E0001');
INSERT INTO "seat" VALUES(1,'member',2,'E0002');
CREATE TABLE service (
	expert_id INTEGER NOT NULL, 
	year INTEGER NOT NULL, 
	committee VARCHAR NOT NULL, 
	CONSTRAINT pk_service PRIMARY KEY (expert_id, year, committee), 
	CONSTRAINT fk_service_expert_id FOREIGN KEY(expert_id) REFERENCES expert (id)
);
INSERT INTO "service" VALUES(2,2022,'');
INSERT INTO "service" VALUES(2,2024,'');
INSERT INTO "service" VALUES(1,2022,'');
INSERT INTO "service" VALUES(1,2024,'');
INSERT INTO "service" VALUES(3,2022,'');
INSERT INTO "service" VALUES(3,2024,'');
CREATE TABLE tenure (
	expert_id INTEGER NOT NULL, 
	ordinal INTEGER NOT NULL, 
	starts_on DATE, 
	ends_on DATE, 
	CONSTRAINT pk_tenure PRIMARY KEY (expert_id, ordinal), 
	CONSTRAINT fk_tenure_expert_id FOREIGN KEY(expert_id) REFERENCES expert (id)
);
INSERT INTO "tenure" VALUES(2,0,'2024-01-01','2026-12-31');
INSERT INTO "tenure" VALUES(1,0,'2024-01-01','2026-12-31');
INSERT INTO "tenure" VALUES(3,0,'2024-01-01','2026-12-31');
CREATE TABLE unit (
	name VARCHAR NOT NULL, 
	affiliate_of VARCHAR, 
	CONSTRAINT pk_unit PRIMARY KEY (name), 
	CONSTRAINT fk_unit_affiliate_of FOREIGN KEY(affiliate_of) REFERENCES unit (name)
);
INSERT INTO "unit" VALUES('研究院',NULL);
INSERT INTO "unit" VALUES('检测中心',NULL);
INSERT INTO "unit" VALUES('杂志社','研究院');
CREATE TABLE unsealing (
	request VARCHAR NOT NULL, 
	content TEXT NOT NULL, 
	count INTEGER, 
	outcome VARCHAR, 
	CONSTRAINT pk_unsealing PRIMARY KEY (request)
);
CREATE TABLE waiver (
	id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, 
	rule_id VARCHAR NOT NULL, 
	expert_id INTEGER, 
	committee_id INTEGER, 
	reason VARCHAR NOT NULL, 
	approver VARCHAR NOT NULL, 
	granted_at VARCHAR(40) NOT NULL, 
	CONSTRAINT ck_waiver_for_somebody CHECK (expert_id IS NOT NULL OR committee_id IS NOT NULL), 
	CONSTRAINT fk_waiver_committee_id FOREIGN KEY(committee_id) REFERENCES committee (id), 
	CONSTRAINT fk_waiver_expert_id FOREIGN KEY(expert_id) REFERENCES expert (id)
);
INSERT INTO "waiver" VALUES(1,'rest',1,NULL,'缺人','赵','2025-06-01T09:00:00+08:00');
CREATE INDEX ix_expert_expert_no ON expert (expert_no);
CREATE UNIQUE INDEX uq_expert_expert_no_listed ON expert (expert_no) WHERE listed;
CREATE UNIQUE INDEX uq_expert_id_number_hash_listed ON expert (id_number_hash) WHERE listed;
CREATE INDEX ix_unit_affiliate_of ON unit (affiliate_of);
CREATE INDEX ix_imported_row_expert_id ON imported_row (expert_id);
CREATE INDEX ix_misconduct_expert_id ON misconduct (expert_id);
CREATE INDEX ix_roster_digest ON roster (digest);
CREATE INDEX ix_waiver_committee_id ON waiver (committee_id);
CREATE INDEX ix_waiver_expert_id ON waiver (expert_id);
CREATE INDEX ix_waiver_rule_id ON waiver (rule_id);
CREATE INDEX ix_draw_roster_id ON draw (roster_id);
CREATE INDEX ix_seat_expert_no ON seat (expert_no);
CREATE TRIGGER ledger_entry_no_update BEFORE UPDATE ON ledger_entry BEGIN SELECT RAISE(ABORT, 'the ledger only grows'); END;
CREATE TRIGGER ledger_entry_no_delete BEFORE DELETE ON ledger_entry BEGIN SELECT RAISE(ABORT, 'the ledger only grows'); END;
CREATE TRIGGER ledger_payload_no_update BEFORE UPDATE ON ledger_payload BEGIN SELECT RAISE(ABORT, 'the ledger only grows'); END;
CREATE TRIGGER checkpoint_no_update BEFORE UPDATE ON checkpoint BEGIN SELECT RAISE(ABORT, 'the ledger only grows'); END;
CREATE TRIGGER checkpoint_no_delete BEFORE DELETE ON checkpoint BEGIN SELECT RAISE(ABORT, 'the ledger only grows'); END;
DELETE FROM "sqlite_sequence";
INSERT INTO "sqlite_sequence" VALUES('import_batch',3);
INSERT INTO "sqlite_sequence" VALUES('expert',3);
INSERT INTO "sqlite_sequence" VALUES('misconduct',2);
INSERT INTO "sqlite_sequence" VALUES('roster',2);
INSERT INTO "sqlite_sequence" VALUES('waiver',1);
INSERT INTO "sqlite_sequence" VALUES('committee',1);
INSERT INTO "sqlite_sequence" VALUES('draw',1);
INSERT INTO "sqlite_sequence" VALUES('panel',1);
COMMIT;
